variable "name" {}

variable "settings" {
  type = object({ prefix = string, days = optional(number, 7) })
}

module "inner" {
  source = "../inner"
  count  = 1
}

output "inner_id" {
  value = one(module.inner[*].id)
}

resource "aws_s3_bucket_lifecycle_configuration" "this" {
  bucket = module.inner[0].bucket.id

  rule {
    id     = "${var.settings.prefix}-${var.name}"
    status = "Enabled"
    filter {}
    expiration {
      days = var.settings.days
    }
  }
}
