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

resource "null_resource" "build" {
  triggers = {
    always = timestamp()
  }

  provisioner "local-exec" {
    command = "GOOS=linux GOARCH=amd64 go build -o bin/bootstrap ./cmd"
  }
}

data "archive_file" "bootstrap" {
  depends_on = [null_resource.build]

  type        = "zip"
  source_file = "bin/bootstrap"
  output_path = "bootstrap.zip"
}

resource "aws_lambda_function" "changes" {
  function_name = "changes"
  filename      = "bootstrap.zip"
  handler       = "bootstrap"
  runtime       = "provided.al2023"
  architectures = ["x86_64"]
  role          = aws_iam_role.changes.arn
}

resource "aws_iam_role" "changes" {
  assume_role_policy = jsonencode({})
}

resource "aws_lambda_event_source_mapping" "changes" {
  event_source_arn  = aws_dynamodb_table.orders.stream_arn
  function_name     = aws_lambda_function.changes.arn
  starting_position = "TRIM_HORIZON"
  batch_size        = 10
}
