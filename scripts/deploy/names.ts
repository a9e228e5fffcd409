/** What scripts/deploy/terraform names things, for those who look for them. */

/** The secret that holds the deployment's root keys, and holds them alone. */
export const rootKeySecretId = 'techhire-root-keys';

/** As Secret Manager names it. */
export const rootKeySecretName = (project: string): string => `projects/${project}/secrets/${rootKeySecretId}`;
