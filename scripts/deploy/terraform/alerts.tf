locals {
  told = var.alert_email == null ? [] : [google_monitoring_notification_channel.email[0].id]
}

resource "google_monitoring_notification_channel" "email" {
  count = var.alert_email == null ? 0 : 1

  display_name = "TechHire Planner's operators"
  type         = "email"
  labels       = { email_address = var.alert_email }

  depends_on = [google_project_service.api]
}

# The functions log one line in JSON for whatever goes wrong, without anything that people typed.
resource "google_logging_metric" "errors" {
  name        = "techhire-planner/errors"
  description = "Lines of severity ERROR or worse that the planner's functions logged."
  filter      = "resource.type=\"cloud_run_revision\" AND severity>=ERROR AND resource.labels.service_name=(${join(" OR ", [for service in local.services : "\"${service}\""])})"

  metric_descriptor {
    metric_kind  = "DELTA"
    value_type   = "INT64"
    display_name = "TechHire Planner: errors"

    labels {
      key        = "function"
      value_type = "STRING"
    }
  }

  label_extractors = { function = "EXTRACT(resource.labels.service_name)" }

  depends_on = [google_project_service.api]
}

resource "google_monitoring_alert_policy" "errors" {
  display_name          = "TechHire Planner: something fails again and again"
  combiner              = "OR"
  notification_channels = local.told

  conditions {
    display_name = "More than 10 errors of one function in 10 minutes"

    condition_threshold {
      filter          = "resource.type=\"cloud_run_revision\" AND metric.type=\"logging.googleapis.com/user/${google_logging_metric.errors.name}\""
      comparison      = "COMPARISON_GT"
      threshold_value = 10
      duration        = "0s"

      aggregations {
        alignment_period     = "600s"
        per_series_aligner   = "ALIGN_SUM"
        cross_series_reducer = "REDUCE_SUM"
        group_by_fields      = ["metric.label.function"]
      }
    }
  }

  documentation {
    mime_type = "text/markdown"
    content   = "Run `npm run doctor -- --project ${var.project} --region ${var.region}`: it names what is wrong and what to do. The guide for operators has a section on each of its answers."
  }
}

resource "google_monitoring_alert_policy" "waiting" {
  display_name          = "TechHire Planner: edits wait too long"
  combiner              = "OR"
  notification_channels = local.told

  conditions {
    display_name = "More than 200 passes wait for 15 minutes"

    condition_threshold {
      filter          = "resource.type=\"cloud_tasks_queue\" AND resource.labels.queue_id=\"${google_cloud_tasks_queue.passes.name}\" AND metric.type=\"cloudtasks.googleapis.com/queue/depth\""
      comparison      = "COMPARISON_GT"
      threshold_value = 200
      duration        = "900s"

      aggregations {
        alignment_period   = "300s"
        per_series_aligner = "ALIGN_MAX"
      }
    }
  }

  documentation {
    mime_type = "text/markdown"
    content   = "More sheets are edited than Google's quota lets the planner check. Raise `sheet_accounts`, or ask for more Sheets API quota: the guide for operators says how many of which."
  }
}

resource "google_billing_budget" "monthly" {
  count = var.billing_account == null ? 0 : 1

  billing_account = var.billing_account
  display_name    = "TechHire Planner (${var.project})"

  budget_filter {
    projects = ["projects/${data.google_project.this.number}"]
  }

  amount {
    specified_amount {
      currency_code = "USD"
      units         = tostring(floor(var.monthly_budget_dollars))
    }
  }

  dynamic "threshold_rules" {
    for_each = [0.5, 0.9, 1]
    content {
      threshold_percent = threshold_rules.value
    }
  }

  all_updates_rule {
    monitoring_notification_channels = local.told
    disable_default_iam_recipients   = false
  }
}
