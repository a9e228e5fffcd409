/** Who publishes: an organization as IATI and 360Giving know it. */
export interface Publisher {
  /** Its identifier as on http://org-id.guide: `US-EIN-123456789`. */
  organization: string;
  name: string;
  /** Of IATI's code list OrganisationType: `10` is a government, `22` a national NGO, `60` a foundation. */
  type: string;
  /** With which every grant's identifier begins, as 360Giving gives it out: `360G-techhire`; null where there is none. */
  grantPrefix: string | null;
}
