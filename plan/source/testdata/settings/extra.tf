resource "aws_s3_bucket_logging" "l" {
  bucket        = "overridden"
  target_bucket = aws_s3_bucket.b["a"].id
  target_prefix = "log/"
}

resource "aws_vpc" "one" {
  cidr_block = "10.0.0.0/16"
}

# Sets have another order in the plan than here.
resource "aws_security_group" "set" {
  name   = "set"
  vpc_id = aws_vpc.one.id

  ingress {
    from_port       = 8443
    to_port         = 8443
    protocol        = "tcp"
    security_groups = [aws_security_group.late.id]
  }
  ingress {
    from_port       = 443
    to_port         = 443
    protocol        = "tcp"
    security_groups = [aws_security_group.early.id]
  }
}

resource "aws_security_group" "late" {
  name   = "late"
  vpc_id = aws_vpc.one.id
}

resource "aws_security_group" "early" {
  name   = "early"
  vpc_id = aws_vpc.one.id
}

resource "aws_security_group" "none" {
  name   = "none"
  vpc_id = aws_vpc.one.id

  dynamic "ingress" {
    for_each = []
    content {
      from_port   = 1
      to_port     = 1
      protocol    = "tcp"
      cidr_blocks = ["0.0.0.0/0"]
    }
  }
}

resource "aws_kms_key" "unset" {
  policy      = null
  description = "unset"
}
