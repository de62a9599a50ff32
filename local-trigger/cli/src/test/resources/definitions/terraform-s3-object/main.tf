resource "random_pet" "bucket" {
  prefix = "code"
}

resource "aws_s3_bucket" "code" {
  bucket = random_pet.bucket.id
}

data "archive_file" "changes" {
  type        = "zip"
  source_dir  = "${path.module}/changes"
  output_path = "${path.module}/changes.zip"
}

resource "aws_s3_object" "changes" {
  bucket = aws_s3_bucket.code.id
  key    = "changes.zip"
  source = data.archive_file.changes.output_path
  etag   = filemd5(data.archive_file.changes.output_path)
}

resource "aws_lambda_function" "changes" {
  function_name    = "Changes"
  s3_bucket        = aws_s3_bucket.code.id
  s3_key           = aws_s3_object.changes.key
  source_code_hash = data.archive_file.changes.output_base64sha256
  handler          = "index.handler"
  runtime          = "nodejs22.x"
  role             = "arn:aws:iam::123456789012:role/changes"
}

resource "aws_dynamodb_table" "orders" {
  name             = "${random_pet.bucket.id}-orders"
  billing_mode     = "PAY_PER_REQUEST"
  hash_key         = "id"
  stream_enabled   = true
  stream_view_type = "NEW_IMAGE"

  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_lambda_event_source_mapping" "changes" {
  event_source_arn  = aws_dynamodb_table.orders.stream_arn
  function_name     = aws_lambda_function.changes.function_name
  starting_position = "TRIM_HORIZON"
}
