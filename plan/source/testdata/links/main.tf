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

resource "aws_s3_bucket" "each" {
  for_each = toset(["logs", "da.ta"])
}

resource "aws_s3_bucket" "counted" {
  count = 3
}

resource "aws_s3_bucket" "only" {}

# The key of the same name.
resource "aws_s3_bucket_public_access_block" "key" {
  for_each = aws_s3_bucket.each
  bucket   = aws_s3_bucket.each[each.key].id
}

# The element of for_each over a resource.
resource "aws_s3_bucket_versioning" "value" {
  for_each = aws_s3_bucket.each
  bucket   = each.value.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_public_access_block" "index" {
  count  = 2
  bucket = aws_s3_bucket.counted[count.index].id
}

resource "aws_s3_bucket_versioning" "next" {
  count  = 2
  bucket = aws_s3_bucket.counted[count.index + 1].bucket
  versioning_configuration {
    status = "Enabled"
  }
}

locals {
  ids     = aws_s3_bucket.counted[*].id
  named   = { for name, b in aws_s3_bucket.each : name => b.id if name != "logs" }
  alias   = local.chained
  chained = local.first
  first   = aws_s3_bucket.only.id
  merged  = merge({ a = aws_s3_bucket.only.id }, { b = aws_s3_bucket.each["logs"].arn })
  yes     = true
  pairs = {
    one = { bucket = aws_s3_bucket.counted[0].id, on = true }
    two = { bucket = aws_s3_bucket.counted[2].id, on = false }
  }
}

resource "aws_s3_bucket_ownership_controls" "splat" {
  bucket = local.ids[1]
  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_ownership_controls" "filtered" {
  bucket = local.named["da.ta"]
  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_accelerate_configuration" "chain" {
  bucket = local.alias
  status = "Suspended"
}

resource "aws_s3_bucket_accelerate_configuration" "merge" {
  bucket = local.merged.a
  status = "Suspended"
}

resource "aws_s3_bucket_accelerate_configuration" "known" {
  bucket = local.yes ? aws_s3_bucket.only.id : aws_s3_bucket.counted[0].id
  status = "Suspended"
}

resource "aws_s3_bucket_public_access_block" "pairs" {
  for_each = { for k, v in local.pairs : k => v if v.on }
  bucket   = each.value.bucket
}

resource "aws_s3_bucket_public_access_block" "objects" {
  for_each            = local.pairs
  bucket              = each.value.bucket
  block_public_acls   = each.value.on
}

resource "aws_s3_bucket_logging" "flat" {
  bucket        = one(flatten([[aws_s3_bucket.only.id], []]))
  target_bucket = element(concat(local.ids, [aws_s3_bucket.only.id]), 3)
  target_prefix = "log/"
}

resource "aws_s3_bucket_logging" "choice" {
  bucket        = coalesce("", null, aws_s3_bucket.only.id)
  target_bucket = try(aws_s3_bucket.missing_attribute_is_fine.id, aws_s3_bucket.counted[0].id)
  target_prefix = "log/"
}

resource "aws_s3_bucket" "missing_attribute_is_fine" {}

resource "aws_lb" "lists" {
  name               = "lists"
  subnets            = ["subnet-0a", aws_subnet.one.id]
  security_groups    = toset([aws_security_group.one.id])
  load_balancer_type = "application"
  internal           = true
}

resource "aws_vpc" "one" {
  cidr_block = cidrsubnet("10.0.0.0/8", 8, 3)
}

resource "aws_subnet" "one" {
  vpc_id     = aws_vpc.one.id
  cidr_block = cidrsubnet(aws_vpc.one.cidr_block, 8, 1)
}

resource "aws_security_group" "one" {
  name   = "one"
  vpc_id = aws_vpc.one.id

  dynamic "ingress" {
    for_each = [443, 8443]
    content {
      from_port       = ingress.value
      to_port         = ingress.value
      protocol        = "tcp"
      security_groups = [aws_security_group.two.id]
    }
  }
}

resource "aws_security_group" "two" {
  name   = "two"
  vpc_id = aws_vpc.one.id
}
