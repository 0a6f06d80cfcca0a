resource "terraform_data" "kept" {}

module "m" {
  source = "./modules/m"
}
