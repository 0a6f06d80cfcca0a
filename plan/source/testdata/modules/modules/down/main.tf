variable "target" {
  type = object({
    bucket = optional(any)
    kept   = optional(object({ id = string }), { id = "bucket-by-default" })
  })
  default = {}
}

resource "aws_s3_bucket_public_access_block" "kept" {
  bucket = var.target.kept.id
}

resource "aws_s3_bucket_versioning" "whole" {
  bucket = try(var.target.bucket.id, "none")
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_kms_key" "unset" {
  policy = null
}
