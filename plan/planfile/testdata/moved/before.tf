resource "terraform_data" "old" {}

resource "terraform_data" "one" {
  input = "before"
}
