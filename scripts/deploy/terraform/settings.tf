locals {
  # Written out, and not read from the resources, so that a plan shows them before anything is there.
  queue_account  = "techhire-queue@${var.project}.iam.gserviceaccount.com"
  sheet_accounts = [for number in range(var.sheet_accounts) : "techhire-sheets-${number + 1}@${var.project}.iam.gserviceaccount.com"]
  public_url     = "https://${var.region}-${var.project}.cloudfunctions.net"

  # What functions/config.ts reads.
  environment = merge(local.publisher, {
    GOOGLE_CLOUD_PROJECT           = var.project
    TECHHIRE_PUBLIC_URL            = "${local.public_url}/techhire-{function}"
    TECHHIRE_QUEUE                 = "cloud-tasks"
    TECHHIRE_TASKS_QUEUE           = "projects/${var.project}/locations/${var.region}/queues/techhire-passes"
    TECHHIRE_TASKS_SERVICE_ACCOUNT = local.queue_account
    TECHHIRE_SHEETS_ACCOUNTS       = join(",", local.sheet_accounts)
    TECHHIRE_CALLS_PER_PROJECT     = tostring(var.calls_per_project)
    TECHHIRE_METRICS               = "otlp"
  })
  # An empty variable counts as not set.
  publisher = var.publisher == null ? {} : {
    TECHHIRE_PUBLISHER_ORG    = var.publisher.organization
    TECHHIRE_PUBLISHER_NAME   = var.publisher.name
    TECHHIRE_PUBLISHER_TYPE   = var.publisher.type
    TECHHIRE_360GIVING_PREFIX = var.publisher.grant_prefix == null ? "" : var.publisher.grant_prefix
  }
  root_keys = { TECHHIRE_ROOT_KEYS = "/etc/secrets/root-keys" }
}
