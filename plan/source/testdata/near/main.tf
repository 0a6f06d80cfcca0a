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

resource "aws_s3_bucket" "b" {}

resource "aws_s3_bucket" "c" {
  count = 2
}

resource "terraform_data" "t" {
  input = "x"
}

locals {
  buckets = { x = aws_s3_bucket.c[0].id, y = aws_s3_bucket.c[1].id }
}

resource "aws_s3_bucket_public_access_block" "suffix" {
  bucket = "${aws_s3_bucket.b.id}-logs"
}

resource "aws_s3_bucket_public_access_block" "replaced" {
  bucket = replace(aws_s3_bucket.b.id, "a", "b")
}

resource "aws_s3_bucket_public_access_block" "cut" {
  bucket = substr(aws_s3_bucket.b.id, 0, 5)
}

resource "aws_s3_bucket_public_access_block" "condition" {
  bucket = terraform_data.t.output == "x" ? aws_s3_bucket.c[0].id : aws_s3_bucket.c[1].id
}

resource "aws_s3_bucket_public_access_block" "fixed_arm" {
  bucket = terraform_data.t.output == "x" ? aws_s3_bucket.c[0].id : "fixed"
}

resource "aws_s3_bucket_public_access_block" "key" {
  bucket = local.buckets[terraform_data.t.output]
}

resource "aws_s3_bucket_public_access_block" "lookup" {
  bucket = lookup(local.buckets, terraform_data.t.output, aws_s3_bucket.b.id)
}

resource "aws_s3_bucket_public_access_block" "filter" {
  bucket = [for k, v in local.buckets : v if k != terraform_data.t.output][0]
}

resource "aws_s3_bucket_public_access_block" "sorted" {
  bucket = sort([for b in aws_s3_bucket.c : b.id])[0]
}

resource "aws_s3_bucket_public_access_block" "set" {
  bucket = tolist(toset([for b in aws_s3_bucket.c : b.id]))[0]
}

resource "aws_s3_bucket_public_access_block" "trimmed" {
  bucket = trimsuffix(aws_s3_bucket.b.id, "x")
}

resource "aws_s3_bucket_public_access_block" "decoded" {
  bucket = jsondecode(jsonencode({ a = aws_s3_bucket.b.id })).a
}

resource "aws_s3_bucket_public_access_block" "split" {
  bucket = split("-", aws_s3_bucket.b.id)[0]
}

resource "aws_s3_bucket_public_access_block" "contained" {
  bucket = contains([aws_s3_bucket.c[0].id], aws_s3_bucket.b.id) ? aws_s3_bucket.b.id : aws_s3_bucket.c[1].id
}
