variable "input" {
  type = list(string)
}

resource "terraform_data" "this" {
  input = var.input
}
