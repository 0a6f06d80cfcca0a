terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

resource "terraform_data" "owner" {}

resource "terraform_data" "tagged" {
  input = { kind = "own", owner = terraform_data.owner.id }
}
