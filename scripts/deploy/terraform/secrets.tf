# The secret with the root keys is made by `npm run deploy`, outside of Terraform, whose state would otherwise show a key. What it protects is in
# functions/keys: signing keys in Firestore are of no use to who has only the database.
resource "google_secret_manager_secret_iam_member" "root_keys" {
  for_each = { for name, settings in local.functions : name => settings if settings.keys }

  project   = var.project
  secret_id = var.root_key_secret
  role      = "roles/secretmanager.secretAccessor"
  member    = google_service_account.function[each.key].member
}
