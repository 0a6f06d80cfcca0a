terraform {
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      configuration_aliases = [aws.main]
    }
  }
}

variable "name" {
  type = string
}

resource "aws_s3_bucket" "this" {
  provider = aws.main
  bucket   = var.name
}

resource "aws_s3_bucket_public_access_block" "this" {
  provider                = aws.main
  bucket                  = aws_s3_bucket.this.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
