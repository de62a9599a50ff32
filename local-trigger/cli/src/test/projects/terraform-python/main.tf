terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.0"
    }
    archive = {
      source  = "hashicorp/archive"
      version = "~> 2.4"
    }
  }
}

provider "aws" {
  region = var.region
}

resource "aws_dynamodb_table" "changes" {
  name             = var.table_name
  billing_mode     = "PAY_PER_REQUEST"
  hash_key         = "Id"
  stream_enabled   = true
  stream_view_type = "NEW_AND_OLD_IMAGES"

  attribute {
    name = "Id"
    type = "S"
  }
}

data "archive_file" "echo" {
  type        = "zip"
  source_file = "${path.module}/handler.py"
  output_path = "${path.module}/handler.zip"
}

resource "aws_lambda_function" "echo" {
  function_name    = "${var.table_name}-echo"
  filename         = data.archive_file.echo.output_path
  source_code_hash = data.archive_file.echo.output_base64sha256
  handler          = "handler.lambda_handler"
  runtime          = var.runtime
  role             = aws_iam_role.echo.arn
}

resource "aws_lambda_event_source_mapping" "changes" {
  event_source_arn  = aws_dynamodb_table.changes.stream_arn
  function_name     = aws_lambda_function.echo.arn
  starting_position = "LATEST"
}
