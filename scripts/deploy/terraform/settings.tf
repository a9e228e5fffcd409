locals {
  # Written out, and not read from the resources, so that a plan shows them before anything is there.
  queue_account  = "techhire-queue@${var.project}.iam.gserviceaccount.com"
  sheet_accounts = [for number in range(var.sheet_accounts) : "techhire-sheets-${number + 1}@${var.project}.iam.gserviceaccount.com"]
  public_url     = "https://${var.region}-${var.project}.cloudfunctions.net"

  # What functions/config.ts reads.
  environment = {
    GOOGLE_CLOUD_PROJECT           = var.project
    TECHHIRE_PUBLIC_URL            = "${local.public_url}/techhire-{function}"
    TECHHIRE_QUEUE                 = "cloud-tasks"
    TECHHIRE_TASKS_QUEUE           = "projects/${var.project}/locations/${var.region}/queues/techhire-passes"
    TECHHIRE_TASKS_SERVICE_ACCOUNT = local.queue_account
    TECHHIRE_SHEETS_ACCOUNTS       = join(",", local.sheet_accounts)
    TECHHIRE_CALLS_PER_PROJECT     = tostring(var.calls_per_project)
    TECHHIRE_METRICS               = "otlp"
  }
}
