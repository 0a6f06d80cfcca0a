provider "aws" {
  region                      = "us-east-1"
  access_key                  = "fake"
  secret_key                  = "fake"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

variable "fallback" {
  type    = string
  default = null
}

variable "settings" {
  type = object({
    prefix = string
    days   = optional(number, 30)
  })
  default = { prefix = "fine" }
}

module "outer" {
  source   = "./modules/outer"
  for_each = toset(["a", "b.c"])
  name     = each.key
  settings = var.settings
}

module "plain" {
  source = "./modules/inner"
}

# An output of a module inside of a module.
resource "aws_s3_bucket_public_access_block" "outputs" {
  for_each = module.outer
  bucket   = each.value.inner_id
}

resource "aws_s3_bucket_versioning" "named" {
  bucket = module.outer["b.c"].inner_id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_versioning" "all" {
  bucket = (values(module.outer)[*].inner_id)[0]
  versioning_configuration {
    status = "Enabled"
  }
}

module "down" {
  source = "./modules/down"
  target = { bucket = module.plain.bucket, kept = { id = module.plain.bucket.id } }
}

module "defaulted" {
  source = "./modules/down"
}
