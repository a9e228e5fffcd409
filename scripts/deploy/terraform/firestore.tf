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
  # One a table of the plan (functions/plan), and the planner's own.
  row_collections = [
    "assumptions", "community", "demand", "funding", "goals", "localGoals", "partners", "programs", "progress", "resources",
    "roleQuestions", "roles", "segments", "setAside", "whatIf",
  ]
  unsearched_collections = concat(local.row_collections, ["changes", "history", "index", "parts", "openWrites", "plans", "summaries", "told"])

  # What queries of functions/ ask for in these collections.
  searched_fields = {
    "history.revision"      = { collection = "history", field = "revision", orders = ["ASCENDING", "DESCENDING"], arrays = [] }
    "summaries.year"        = { collection = "summaries", field = "year", orders = ["ASCENDING"], arrays = [] }
    "summaries.communityId" = { collection = "summaries", field = "communityId", orders = ["ASCENDING"], arrays = [] }
    "summaries.funders"     = { collection = "summaries", field = "funders", orders = [], arrays = ["CONTAINS"] }
    "summaries.states"      = { collection = "summaries", field = "community.states", orders = [], arrays = ["CONTAINS"] }
    "told.year"             = { collection = "told", field = "year", orders = ["ASCENDING"], arrays = [] }
    "told.isSum"            = { collection = "told", field = "isSum", orders = ["ASCENDING"], arrays = [] }
  }

  # Documents that nobody needs any more once their time has come.
  expiring_fields = {
    messages    = "rememberUntil"
    links       = "forgetAt"
    downloads   = "forgetAt"
    invitations = "expiresAt"
    openWrites  = "keepUntil"
  }
}

# What people typed is looked up by row and never searched for by value. An index entry for each value would cost several times the
# write itself, and a plan with many columns would meet the limit of 40,000 entries a document.
resource "google_firestore_field" "unsearched" {
  for_each = toset(local.unsearched_collections)

  database   = google_firestore_database.planner.name
  collection = each.value
  field      = "*"

  index_config {}
}

resource "google_firestore_field" "searched" {
  for_each = local.searched_fields

  database   = google_firestore_database.planner.name
  collection = each.value.collection
  field      = each.value.field

  index_config {
    dynamic "indexes" {
      for_each = each.value.orders
      content {
        query_scope = "COLLECTION"
        order       = indexes.value
      }
    }
    dynamic "indexes" {
      for_each = each.value.arrays
      content {
        query_scope  = "COLLECTION"
        array_config = indexes.value
      }
    }
  }

  # One field of a collection at a time.
  depends_on = [google_firestore_field.unsearched]
}

resource "google_firestore_field" "expiring" {
  for_each = local.expiring_fields

  database   = google_firestore_database.planner.name
  collection = each.key
  field      = each.value

  ttl_config {}
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
