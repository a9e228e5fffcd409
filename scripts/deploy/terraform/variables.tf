variable "project" {
  description = "Id of the Google Cloud project, which holds nothing but the planner."
  type        = string
}

variable "region" {
  description = "Region of the functions, the queue and the files, for example us-east5."
  type        = string
}

variable "firestore_location" {
  description = "Where Firestore keeps the data: a region, or nam5 for several at once. It cannot be changed later."
  type        = string
}

variable "bundles" {
  description = "Folder with one archive a function, as `npm run bundle` writes them."
  type        = string
}

variable "sheet_accounts" {
  description = "How many service accounts read and write spreadsheets. Google allows each 60 reads and 60 writes a minute and the project 300, so a sixth one brings nothing until the project's quota is raised."
  type        = number
  default     = 1

  validation {
    condition     = var.sheet_accounts >= 1 && var.sheet_accounts <= 100 && floor(var.sheet_accounts) == var.sheet_accounts
    error_message = "sheet_accounts is a whole number from 1 to 100."
  }
}

variable "calls_per_project" {
  description = "Reads, and as many writes, that the Sheets API allows the project a minute: 300 until Google grants more."
  type        = number
  default     = 300

  validation {
    condition     = var.calls_per_project >= 2 && var.calls_per_project <= 1000000 && floor(var.calls_per_project) == var.calls_per_project
    error_message = "calls_per_project is a whole number from 2 to 1000000."
  }
}

variable "root_key_secret" {
  description = "Id of the secret that holds the root keys. `npm run deploy` makes it, so that no key gets into Terraform's state."
  type        = string
}

variable "alert_email" {
  description = "Who is told when passes fail, edits wait too long or the budget runs out. null: nobody."
  type        = string
  default     = null
}

variable "billing_account" {
  description = "Billing account for the budget's alert, for example 012345-6789AB-CDEF01. null: no budget alert."
  type        = string
  default     = null
}

variable "monthly_budget_dollars" {
  description = "Half, nine tenths and all of it being spent is told to alert_email. Nothing is switched off."
  type        = number
  default     = 50
}

variable "publisher" {
  description = "The organization that publishes rollups in the forms of IATI and 360Giving: its identifier on org-id.guide, its name, a code of IATI's list OrganisationType, and the prefix that 360Giving gives out or null. null: nobody asks for these forms."
  type = object({
    organization = string
    name         = string
    type         = string
    grant_prefix = optional(string)
  })
  default = null
}
