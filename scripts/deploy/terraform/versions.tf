terraform {
  required_version = ">= 1.9"

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 6.50"
    }
  }
}

provider "google" {
  project = var.project
  region  = var.region
  # Budgets and Firestore rules are asked for on behalf of this project, not of the one that gcloud belongs to.
  billing_project       = var.project
  user_project_override = true
}
