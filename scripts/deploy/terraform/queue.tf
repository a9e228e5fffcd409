resource "google_cloud_tasks_queue" "passes" {
  name     = "techhire-passes"
  location = var.region

  rate_limits {
    # Far more than Google's quota allows passes: who may call the Sheets API is said by the functions. A queue that is as slow as the quota
    # fills up with tasks of sheets whose pass is done already, and in the end starts nothing else (npm run simulate, 5000 communities).
    # No queue of Google's is faster than 500.
    max_dispatches_per_second = min(500, max(100, ceil(var.calls_per_project / 40)))
    max_concurrent_dispatches = max(40, ceil(var.calls_per_project / 15))
  }

  # A sheet that somebody has stopped sharing fails every time. Ten attempts take about an hour; the next edit begins anew.
  retry_config {
    max_attempts  = 10
    min_backoff   = "2s"
    max_backoff   = "600s"
    max_doublings = 8
  }

  stackdriver_logging_config {
    sampling_ratio = 0.1
  }

  depends_on = [google_project_service.api]
}

# The queue calls with this identity, and nobody else may.
resource "google_service_account" "queue" {
  account_id   = "techhire-queue"
  display_name = "TechHire Planner: the queue's and the scheduler's calls"

  depends_on = [google_project_service.api]
}

resource "google_cloud_run_v2_service_iam_member" "queue" {
  for_each = { for name, settings in local.functions : name => settings if !settings.public }

  location = var.region
  name     = google_cloudfunctions2_function.function[each.key].name
  role     = "roles/run.invoker"
  member   = google_service_account.queue.member
}

# Enqueuer makes tasks; viewer looks whether one has been sent already.
resource "google_cloud_tasks_queue_iam_member" "queuer" {
  for_each = {
    for pair in setproduct(
      [for name, settings in local.functions : name if settings.queues],
      ["roles/cloudtasks.enqueuer", "roles/cloudtasks.viewer"],
    ) : "${pair[0]} ${pair[1]}" => { function = pair[0], role = pair[1] }
  }

  location = var.region
  name     = google_cloud_tasks_queue.passes.name
  role     = each.value.role
  member   = google_service_account.function[each.value.function].member
}

# A task carries the queue's identity; whoever makes the task must be allowed to lend it.
resource "google_service_account_iam_member" "lends_queue" {
  for_each = { for name, settings in local.functions : name => settings if settings.queues }

  service_account_id = google_service_account.queue.name
  role               = "roles/iam.serviceAccountUser"
  member             = google_service_account.function[each.key].member
}

# The accounts that spreadsheets are shared with. They hold no right in the project; each brings Google's quota of one user.
resource "google_service_account" "sheets" {
  count = var.sheet_accounts

  account_id   = "techhire-sheets-${count.index + 1}"
  display_name = "TechHire Planner: reads and writes spreadsheets (${count.index + 1})"

  depends_on = [google_project_service.api]
}

resource "google_service_account_iam_member" "uses_sheets" {
  for_each = {
    for pair in setproduct([for name, settings in local.functions : name if settings.sheets], range(var.sheet_accounts)) :
    "${pair[0]}-${pair[1] + 1}" => { function = pair[0], account = pair[1] }
  }

  service_account_id = google_service_account.sheets[each.value.account].name
  role               = "roles/iam.serviceAccountTokenCreator"
  member             = google_service_account.function[each.value.function].member
}
