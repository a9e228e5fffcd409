# What functions/config.ts reads.
locals {
  environment = {
    GOOGLE_CLOUD_PROJECT = var.project
  }

  row_collections = ["partners"]
}
