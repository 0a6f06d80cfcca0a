# -replace asks for a new b.

resource "terraform_data" "a" {
  input = "new"
}

resource "terraform_data" "b" {
  input = "new"
}
