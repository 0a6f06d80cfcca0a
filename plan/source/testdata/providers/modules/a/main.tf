terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.other]
    }
  }
}

module "b" {
  source = "./modules/b"
  providers = {
    aws = aws.other
  }
}

resource "terraform_data" "here" {}
