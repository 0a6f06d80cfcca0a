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

resource "aws_iam_role" "r" {
  name_prefix        = "r"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}

resource "terraform_data" "chosen" {
  input = "chosen"
}

# A heredoc.
resource "aws_s3_bucket_policy" "heredoc" {
  bucket = aws_s3_bucket.b.id
  policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [
        {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "${aws_s3_bucket.b.arn}/*"}
      ]
    }
  EOT
}

# A template with a loop and a choice.
resource "aws_s3_bucket_policy" "loop" {
  bucket = aws_s3_bucket.c[0].id
  policy = <<-EOT
    {"Version": "2012-10-17", "Statement": [
    %{~ for i, bucket in aws_s3_bucket.c ~}
      %{~ if i > 0 ~},%{~ endif ~}
      {"Effect": "Allow", "Principal": {"AWS": "${aws_iam_role.r.arn}"}, "Action": "s3:GetObject", "Resource": "${bucket.arn}"}
    %{~ endfor ~}
    ]}
  EOT
}

resource "aws_s3_bucket_policy" "encoded" {
  bucket = aws_s3_bucket.c[1].id
  policy = jsonencode(merge({ Version = "2012-10-17" }, {
    Statement = concat([
      for b in aws_s3_bucket.c[*] : {
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [b.arn, format("%s/*", b.arn)]
        Condition = { Bool = { "aws:SecureTransport" = false } }
      }
    ], [{ Effect = "Allow", Principal = { AWS = terraform_data.chosen.output }, Action = "s3:GetObject", Resource = join("/", [aws_s3_bucket.b.arn, "public", "*"]) }])
  }))
}

# What terraform_data makes may hold quotes: not even the structure is known.
resource "aws_s3_bucket_policy" "injected" {
  bucket = "injected"
  policy = <<-EOT
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "${terraform_data.chosen.output}"}, "Action": "s3:GetObject", "Resource": "*"}]}
  EOT
}

locals {
  grants = {
    read  = ["s3:GetObject"]
    write = ["s3:PutObject", "s3:DeleteObject"]
  }
}

data "aws_iam_policy_document" "base" {
  statement {
    sid       = "Shared"
    effect    = "Deny"
    actions   = ["s3:DeleteBucket"]
    resources = [aws_s3_bucket.b.arn]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}

data "aws_iam_policy_document" "full" {
  source_policy_documents = [data.aws_iam_policy_document.base.json, jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Sid = "Inline", Effect = "Allow", Action = "s3:ListBucket", Resource = "*", Principal = { AWS = "111122223333" } }]
  })]

  dynamic "statement" {
    for_each = local.grants
    iterator = grant
    content {
      sid       = title(grant.key)
      actions   = grant.value
      resources = ["${aws_s3_bucket.b.arn}/&{aws:username}/*"]
      principals {
        type        = "AWS"
        identifiers = [aws_iam_role.r.arn, "arn:aws:iam::111122223333:root"]
      }
      condition {
        test     = "StringLike"
        variable = "s3:prefix"
        values   = ["home/&{aws:username}/*"]
      }
    }
  }
}

resource "aws_s3_bucket_policy" "data" {
  bucket = "data"
  policy = data.aws_iam_policy_document.full.json
}

# Known in full, so that the provider writes it during the plan.
data "aws_iam_policy_document" "read" {
  policy_id = "id"
  source_policy_documents = [jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Sid = "A", Effect = "Allow", Action = "s3:ListBucket", Resource = "*", Principal = { AWS = "111122223333" } }]
  })]
  override_policy_documents = [jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Sid = "B", Effect = "Deny", Action = "s3:*", Resource = "arn:aws:s3:::x", Principal = "*" }]
  })]
  statement {
    sid           = "A"
    effect        = "Deny"
    not_actions   = ["s3:Get*", "s3:List*"]
    not_resources = ["arn:aws:s3:::x/&{aws:username}"]
    not_principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::111122223333:root", "arn:aws:iam::111122223333:user/&{aws:username}"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalTag/&{aws:username}"
      values   = ["a", "&{aws:userid}"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:PrincipalTag/&{aws:username}"
      values   = ["c"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
  statement {
    sid     = "B"
    actions = ["s3:*"]
    resources = ["*"]
  }
  statement {
    actions   = ["s3:*"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
  }
  statement {
    actions   = ["s3:GetObject"]
    resources = ["b", "a"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
    principals {
      type        = "Service"
      identifiers = ["s3.amazonaws.com", "sns.amazonaws.com"]
    }
  }
}

output "read" {
  value = data.aws_iam_policy_document.read.json
}

resource "aws_s3_bucket_policy" "read" {
  bucket = "read"
  policy = data.aws_iam_policy_document.read.json
}

# The part that is not known yet decides how many statements there are.
resource "aws_s3_bucket_policy" "counted" {
  bucket = "counted"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [for s in ["a", "b"] : { Sid = s, Effect = "Deny", Principal = "*", Action = "s3:*", Resource = "*" } if s != terraform_data.chosen.output]
  })
}

# One of two documents.
resource "aws_s3_bucket_policy" "either" {
  bucket = "either"
  policy = terraform_data.chosen.output == "x" ? jsonencode({ Statement = [] }) : data.aws_iam_policy_document.base.json
}

# The account of somebody who is not known is no name.
resource "aws_s3_bucket_policy" "replaced" {
  bucket = "replaced"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { AWS = replace(aws_iam_role.r.arn, "role", "user") }, Action = "s3:*", Resource = "*" }]
  })
}
