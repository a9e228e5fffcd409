# The state lies in a bucket of the project, so that a second operator, or the same one on another machine, changes the same deployment.
# `npm run deploy` makes the bucket and names it to `terraform init`.
terraform {
  backend "gcs" {
    prefix = "techhire-planner"
  }
}
