# A module in a module, each many times, and one from beside the root.

resource "terraform_data" "count" {
  count = 2
}

module "inner" {
  source   = "./modules/inner"
  for_each = toset(["k.1", "k\"2"])
  input    = "pre-${terraform_data.count[1].id}"
}

module "beside" {
  source = "../shared"
  input  = ["known", terraform_data.count[0].id, "also-${terraform_data.count[1].id}-known"]
}
