# Looks at sheets that nobody has announced an edit of for hours; a run that finds another one under way ends at once.
resource "google_cloud_scheduler_job" "reconcile" {
  name             = "techhire-reconcile"
  description      = "TechHire Planner: looks at sheets that nobody has looked at for long."
  region           = var.region
  schedule         = "*/10 * * * *"
  time_zone        = "Etc/UTC"
  attempt_deadline = "600s"

  http_target {
    uri         = "${local.public_url}/${google_cloudfunctions2_function.function["reconcile"].name}"
    http_method = "POST"

    oidc_token {
      service_account_email = google_service_account.queue.email
      audience              = "${local.public_url}/${google_cloudfunctions2_function.function["reconcile"].name}"
    }
  }

  # The next run is ten minutes away and finds everything that this one did not.
  retry_config {
    retry_count = 0
  }

  depends_on = [google_cloud_run_v2_service_iam_member.queue]
}
