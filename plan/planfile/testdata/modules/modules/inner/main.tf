variable "input" {
  type = string
}

module "leaf" {
  source = "../leaf"
  count  = 2
  input  = var.input
}
