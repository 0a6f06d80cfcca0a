variable "unset_default" { default = { a = [1, "x"] } }
variable "unset_null" {
  type    = string
  default = null
}
variable "secret" {
  sensitive = true
  default   = "not-a-real-secret"
}
variable "set_secret" { sensitive = true }
variable "typed" { type = object({ n = number, s = optional(string, "d") }) }
variable "passing" {
  ephemeral = true
  default   = "fleeting"
}
variable "number_as_text" { type = number }
variable "nothing" {
  type     = string
  nullable = true
}
resource "terraform_data" "any" {
  for_each = toset(["plain", "a.b[\"c\"]", "$${x} %%{y} $", "tab\tnl\nq\"\\", "snow\u2603 \u00a0\u200b\U0001F600\U000E0001"])
  input    = { type = "string", value = "x" }
}
resource "terraform_data" "more" {
  count = 2
  input = [{ value = 1, type = "number" }, null, true, 1e30]
  triggers_replace = { type = "string", value = "x", other = null }
}
resource "terraform_data" "null" {}
resource "terraform_data" "secret" { input = [var.secret, var.set_secret, var.typed, var.number_as_text] }
module "m" {
  source   = "./m"
  for_each = { "k.1" = "a", "k\"2" = "b" }
  in       = each.value
}
data "terraform_remote_state" "s" {
  backend = "local"
  config  = { path = "other.tfstate" }
}
check "c" {
  data "terraform_remote_state" "nested" {
    backend = "local"
    config  = { path = "other.tfstate" }
  }
  assert {
    condition     = data.terraform_remote_state.nested.outputs.x == 1
    error_message = "no"
  }
}
