terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

variable "region" {
  default = "eu-west-1"
}

variable "token" {
  default   = "not-a-real-token"
  sensitive = true
}

locals {
  accounts = { prod = "111122223333" }
}

provider "aws" {
  region                      = "us-east-1"
  access_key                  = "fake"
  secret_key                  = "fake"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

provider "aws" {
  alias                       = "west"
  region                      = var.region
  profile                     = var.token
  allowed_account_ids         = [local.accounts.prod]
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
  access_key                  = "fake"
  secret_key                  = "fake"

  assume_role {
    role_arn = "arn:aws:iam::${local.accounts["prod"]}:role/deploy"
  }

  default_tags {
    tags = merge({ owner = "platform", kind = "default" }, {})
  }
}

provider "aws" {
  alias  = "late"
  region = terraform_data.region.output
}

resource "terraform_data" "region" {
  input = "eu-north-1"
}

module "a" {
  source = "./modules/a"
  providers = {
    aws.other = aws.west
  }
}
