resource "google_firestore_database" "planner" {
  name        = "(default)"
  location_id = var.firestore_location
  type        = "FIRESTORE_NATIVE"

  # Every revision of the last seven days can be read back, beside the history that the planner itself keeps.
  point_in_time_recovery_enablement = "POINT_IN_TIME_RECOVERY_ENABLED"
  delete_protection_state           = "DELETE_PROTECTION_ENABLED"
  deletion_policy                   = "ABANDON"

  depends_on = [google_project_service.api]
}

resource "google_firestore_backup_schedule" "weekly" {
  database  = google_firestore_database.planner.name
  retention = "${14 * 7 * 24 * 3600}s"

  weekly_recurrence {
    day = "SUNDAY"
  }
}

locals {
  # What people typed is looked up by row and never searched for by value. An index entry for each value would cost several times the
  # write itself, and a plan with many columns would meet the limit of 40,000 entries a document.
  unindexed_fields = {
    for pair in setproduct(local.row_collections, ["values", "raw", "findings"]) :
    "${pair[0]}.${pair[1]}" => { collection = pair[0], field = pair[1] }
  }
}

resource "google_firestore_field" "unindexed" {
  for_each = local.unindexed_fields

  database   = google_firestore_database.planner.name
  collection = each.value.collection
  field      = each.value.field

  index_config {}
}

# Nobody reaches the data but the functions, whose service accounts these rules do not concern.
resource "google_firebaserules_ruleset" "closed" {
  source {
    files {
      name    = "firestore.rules"
      content = file("${path.module}/firestore.rules")
    }
  }

  depends_on = [google_project_service.api]
}

resource "google_firebaserules_release" "firestore" {
  name         = "cloud.firestore"
  ruleset_name = google_firebaserules_ruleset.closed.name

  depends_on = [google_firestore_database.planner]
}
