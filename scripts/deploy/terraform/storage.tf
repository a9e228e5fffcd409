data "google_project" "this" {
  project_id = var.project
}

# The functions' archives, one a version. Old ones are of no use: the next deployment writes its own.
resource "google_storage_bucket" "sources" {
  name                        = "${var.project}-techhire-sources"
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  lifecycle_rule {
    condition {
      age = 30
    }
    action {
      type = "Delete"
    }
  }

  depends_on = [google_project_service.api]
}

# The containers that Cloud Build makes of them. Without the policies every deployment leaves some behind for ever.
resource "google_artifact_registry_repository" "containers" {
  repository_id = "techhire-planner"
  location      = var.region
  format        = "DOCKER"
  description   = "Containers of TechHire Planner's functions."

  cleanup_policies {
    id     = "keep-the-last-three"
    action = "KEEP"
    most_recent_versions {
      keep_count = 3
    }
  }
  cleanup_policies {
    id     = "delete-older-than-30-days"
    action = "DELETE"
    condition {
      older_than = "2592000s"
    }
  }

  depends_on = [google_project_service.api]
}
