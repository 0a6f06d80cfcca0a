# The precondition fails: Terraform saves the plan nevertheless.

resource "terraform_data" "a" {}

resource "terraform_data" "b" {
  lifecycle {
    precondition {
      condition     = length(path.module) == 0
      error_message = "It never holds."
    }
  }
}
