resource "aws_dynamodb_table" "orders" {
  name             = "Orders"
  billing_mode     = "PROVISIONED"
  read_capacity    = 1
  write_capacity   = 1
  hash_key         = "id"
  range_key        = "number"
  stream_enabled   = true
  stream_view_type = "NEW_IMAGE"

  attribute {
    name = "id"
    type = "S"
  }

  attribute {
    name = "number"
    type = "N"
  }
}

resource "aws_lambda_function" "changes" {
  function_name    = "changes"
  filename         = "${path.module}/target/changes.jar"
  source_code_hash = filebase64sha256("${path.module}/target/changes.jar")
  handler          = "example.Changes::handleRequest"
  runtime          = "java17"
  memory_size      = 512
  timeout          = 30
  role             = "arn:aws:iam::123456789012:role/changes"
  publish          = true

  snap_start {
    apply_on = "PublishedVersions"
  }
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.changes.arn
  function_version = aws_lambda_function.changes.version
}

resource "aws_lambda_event_source_mapping" "changes" {
  event_source_arn  = aws_dynamodb_table.orders.stream_arn
  function_name     = aws_lambda_alias.live.arn
  starting_position = "TRIM_HORIZON"
}
