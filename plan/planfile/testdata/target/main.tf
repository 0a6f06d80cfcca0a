# -target leaves b out of the plan, and the plan incomplete.

resource "terraform_data" "a" {
  input = "new"
}

resource "terraform_data" "b" {
  input = "new"
}
