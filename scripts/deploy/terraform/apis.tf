locals {
  apis = [
    "artifactregistry.googleapis.com",
    "cloudbuild.googleapis.com",
    "cloudfunctions.googleapis.com",
    "cloudscheduler.googleapis.com",
    "cloudtasks.googleapis.com",
    "drive.googleapis.com",
    "firebaserules.googleapis.com",
    "firestore.googleapis.com",
    "iam.googleapis.com",
    "iamcredentials.googleapis.com",
    "logging.googleapis.com",
    "monitoring.googleapis.com",
    "run.googleapis.com",
    "script.googleapis.com",
    "secretmanager.googleapis.com",
    "sheets.googleapis.com",
    "telemetry.googleapis.com",
  ]
}

resource "google_project_service" "api" {
  for_each = toset(concat(local.apis, var.billing_account == null ? [] : ["billingbudgets.googleapis.com"]))

  service = each.value
  # Another program of the same project may need it.
  disable_on_destroy = false
}
