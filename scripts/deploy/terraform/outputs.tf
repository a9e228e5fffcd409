output "addresses" {
  description = "Where each function answers."
  value       = { for name, function in google_cloudfunctions2_function.function : name => function.service_config[0].uri }
}

output "sheet_accounts" {
  description = "Whom coordinators share their spreadsheet with, as editors."
  value       = google_service_account.sheets[*].email
}
