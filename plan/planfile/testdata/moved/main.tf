# One moves and stays as it is, the other moves and changes.

resource "terraform_data" "new" {}

resource "terraform_data" "many" {
  for_each = toset(["x.y"])
  input    = "after"
}

moved {
  from = terraform_data.old
  to   = terraform_data.new
}

moved {
  from = terraform_data.one
  to   = terraform_data.many["x.y"]
}
