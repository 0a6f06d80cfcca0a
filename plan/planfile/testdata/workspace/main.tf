# The plan is of another workspace than the default, and was not refreshed.

resource "terraform_data" "a" {}

resource "terraform_data" "b" {
  input = terraform_data.a.id
}
