variable "input" {
  type = string
}

resource "terraform_data" "this" {
  input = { "dotted.key" = var.input, list = [null, var.input] }
}
