# Aliases, one of them passed into a module, and what is known of unknowns.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

provider "aws" {
  region                      = "us-east-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
}

provider "aws" {
  alias                       = "west"
  region                      = "us-west-2"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
}

resource "terraform_data" "suffix" {}

resource "aws_sns_topic" "alarms" {
  provider = aws.west
  name     = "alarms-${terraform_data.suffix.id}"
}

module "logs" {
  source = "./modules/bucket"
  name   = "logs-${terraform_data.suffix.id}"

  providers = {
    aws.main = aws.west
  }
}

resource "aws_iam_role" "reader" {
  name               = "reader"
  assume_role_policy = "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"${aws_sns_topic.alarms.arn}\"}}]}"
}

resource "aws_security_group" "web" {
  name = "web"

  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.0.0.0/8"]
    description = "from ${terraform_data.suffix.id}"
  }
}

# Terraform plans this read itself. What it knows of the values that it hands to
# a provider, the AWS provider forgets.
data "aws_iam_policy_document" "reader" {
  statement {
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::known/*", "arn:aws:s3:::logs-${terraform_data.suffix.id}/*"]
  }
}
