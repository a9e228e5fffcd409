# Every function of functions/index.ts. What differs between them, and why:
#
# - memory: the resident set of the bundle after its first real request (npm run bench -- cold-start), with nearly as much again for bursts;
#   of that the framework alone takes 76 MB:
#     connect 136 MB, onDriveChange 136 MB, onEdit 137 MB, share 140 MB, health 143 MB: 256Mi
#     reconcile 147 MB before its first pass, repair 178 MB, runPass 272 MB with the solver for proposals: 512Mi
#     rollup 181 MB for a community, up to 300 MB for a network of 50,000 (npm run bench -- rollup), some of which may be asked for at once: 1Gi
# - concurrency: how many requests one instance serves at once. Waiting for Google costs nothing, working out a plan or a rollup takes the
#   processor, so the doors take many, and a pass or a rollup is one of four
# - timeout: the longest honest run. A pass that is cut off is taken over when its lease ends
# - firestore: a rollup is read, and that somebody read it is logged; so only health needs no more than to look. An error of its own is in the
#   log, and not among those that it counts
# - keys: whether it checks or makes signatures, and so needs the root keys that seal the keys for them
# - least, most: instances kept warm, and the bound on cost when somebody sends nonsense by the thousand
locals {
  functions = {
    onEdit = {
      slug   = "on-edit", memory = "256Mi", concurrency = 40, timeout = 30, least = 0, most = 20
      public = true, firestore = "roles/datastore.user", queues = true, sheets = false, keys = true
    }
    onDriveChange = {
      slug   = "on-drive-change", memory = "256Mi", concurrency = 40, timeout = 120, least = 0, most = 5
      public = true, firestore = "roles/datastore.user", queues = true, sheets = true, keys = false
    }
    connect = {
      slug   = "connect", memory = "256Mi", concurrency = 40, timeout = 60, least = 0, most = 2
      public = true, firestore = "roles/datastore.user", queues = true, sheets = true, keys = true
    }
    repair = {
      slug   = "repair", memory = "512Mi", concurrency = 4, timeout = 120, least = 0, most = 5
      public = true, firestore = "roles/datastore.user", queues = true, sheets = true, keys = true
    }
    share = {
      slug   = "share", memory = "256Mi", concurrency = 40, timeout = 30, least = 0, most = 5
      public = true, firestore = "roles/datastore.user", queues = false, sheets = false, keys = true
    }
    runPass = {
      slug   = "run-pass", memory = "512Mi", concurrency = 4, timeout = 120, least = 0, most = 20
      public = false, firestore = "roles/datastore.user", queues = true, sheets = true, keys = false
    }
    reconcile = {
      slug   = "reconcile", memory = "512Mi", concurrency = 1, timeout = 540, least = 0, most = 2
      public = false, firestore = "roles/datastore.user", queues = true, sheets = true, keys = false
    }
    rollup = {
      slug   = "rollup", memory = "1Gi", concurrency = 4, timeout = 120, least = 0, most = 10
      public = true, firestore = "roles/datastore.user", queues = false, sheets = false, keys = true
    }
    health = {
      slug   = "health", memory = "256Mi", concurrency = 20, timeout = 30, least = 0, most = 2
      public = false, firestore = "roles/datastore.viewer", queues = false, sheets = false, keys = false
    }
  }

  services = { for name, settings in local.functions : name => "techhire-${settings.slug}" }
}

# One account a function, with the rights of that function and no others.
resource "google_service_account" "function" {
  for_each = local.functions

  account_id   = local.services[each.key]
  display_name = "TechHire Planner: ${each.key}"

  depends_on = [google_project_service.api]
}

resource "google_project_iam_member" "firestore" {
  for_each = local.functions

  project = var.project
  role    = each.value.firestore
  member  = google_service_account.function[each.key].member
}

resource "google_project_iam_member" "telemetry" {
  for_each = local.functions

  project = var.project
  role    = "roles/monitoring.metricWriter"
  member  = google_service_account.function[each.key].member
}

resource "google_storage_bucket_object" "archive" {
  for_each = local.functions

  bucket = google_storage_bucket.sources.name
  # Named by its content, so that a function is built anew when its bundle has changed and not otherwise.
  name   = "${local.services[each.key]}-${filesha256("${var.bundles}/${each.key}.zip")}.zip"
  source = "${var.bundles}/${each.key}.zip"
}

resource "google_cloudfunctions2_function" "function" {
  for_each = local.functions

  name        = local.services[each.key]
  location    = var.region
  description = "TechHire Planner: ${each.key}"

  build_config {
    runtime           = "nodejs22"
    entry_point       = each.key
    service_account   = google_service_account.build.id
    docker_repository = google_artifact_registry_repository.containers.id

    source {
      storage_source {
        bucket = google_storage_bucket.sources.name
        object = google_storage_bucket_object.archive[each.key].name
      }
    }
  }

  service_config {
    service_account_email            = google_service_account.function[each.key].email
    available_memory                 = each.value.memory
    available_cpu                    = "1"
    max_instance_request_concurrency = each.value.concurrency
    timeout_seconds                  = each.value.timeout
    min_instance_count               = each.value.least
    max_instance_count               = each.value.most
    ingress_settings                 = "ALLOW_ALL"
    environment_variables            = merge(local.environment, each.value.keys ? local.root_keys : {})

    # As a file, because Cloud Run fetches the newest version whenever that is read: a rotation reaches processes that are running.
    dynamic "secret_volumes" {
      for_each = each.value.keys ? [var.root_key_secret] : []
      content {
        project_id = var.project
        secret     = secret_volumes.value
        mount_path = dirname(local.root_keys.TECHHIRE_ROOT_KEYS)

        versions {
          version = "latest"
          path    = basename(local.root_keys.TECHHIRE_ROOT_KEYS)
        }
      }
    }
  }

  depends_on = [
    google_project_iam_member.build,
    google_project_iam_member.firestore,
    google_secret_manager_secret_iam_member.root_keys,
    google_firestore_database.planner,
  ]
}

# Signed messages and links are checked by the functions themselves; all others need a Google identity that is named here.
resource "google_cloud_run_v2_service_iam_member" "public" {
  for_each = { for name, settings in local.functions : name => settings if settings.public }

  location = var.region
  name     = google_cloudfunctions2_function.function[each.key].name
  role     = "roles/run.invoker"
  member   = "allUsers"
}

# Cloud Build makes the containers with this account; the project's default one may do far more.
resource "google_service_account" "build" {
  account_id   = "techhire-build"
  display_name = "TechHire Planner: builds containers"

  depends_on = [google_project_service.api]
}

resource "google_project_iam_member" "build" {
  for_each = toset(["roles/artifactregistry.writer", "roles/logging.logWriter", "roles/storage.objectViewer"])

  project = var.project
  role    = each.value
  member  = google_service_account.build.member
}
