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

variable "dispatches_per_second" {
  description = "Passes that the queue starts a second. A pass costs one read and at most one write; 300 a minute is Google's limit for a project."
  type        = number
  default     = 4.5

  validation {
    condition     = var.dispatches_per_second > 0 && var.dispatches_per_second <= 500
    error_message = "dispatches_per_second is above 0 and at most 500, the most that Cloud Tasks starts."
  }
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
