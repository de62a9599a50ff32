data "archive_file" "layer" {
  type        = "zip"
  source_dir  = "${path.module}/layer"
  output_path = "${path.module}/layer.zip"
}

resource "aws_lambda_layer_version" "shared" {
  layer_name          = "shared"
  filename            = data.archive_file.layer.output_path
  compatible_runtimes = ["python3.12"]
}

data "archive_file" "changes" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "${path.module}/src.zip"
}

resource "aws_lambda_function" "changes" {
  function_name = "changes"
  filename      = data.archive_file.changes.output_path
  handler       = "changes.handler"
  runtime       = "python3.12"
  layers        = [aws_lambda_layer_version.shared.arn]
  role          = "arn:aws:iam::123456789012:role/changes"
}

resource "aws_dynamodb_table" "orders" {
  name             = "orders"
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
  function_name     = aws_lambda_function.changes.arn
  starting_position = "TRIM_HORIZON"
}
