variable "in" {}
resource "terraform_data" "x" {
  count = 1
  input = { v = var.in, s = toset(["b", "a"]) }
}
