resource "aws_s3_bucket_logging" "l" {
  bucket = aws_s3_bucket.b["b"].id
}
