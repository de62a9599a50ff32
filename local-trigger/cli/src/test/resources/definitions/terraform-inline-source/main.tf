locals {
  code = <<-EOT
    exports.handler = async (event) => {
      for (const record of event.Records) {
        console.log(`$${record.eventName} $${JSON.stringify(record.dynamodb.Keys)}`);
      }
    };
  EOT
}

data "archive_file" "changes" {
  type        = "zip"
  output_path = "changes.zip"

  source {
    content  = local.code
    filename = "index.js"
  }
}

resource "aws_lambda_function" "changes" {
  function_name = "changes"
  filename      = data.archive_file.changes.output_path
  handler       = "index.handler"
  runtime       = "nodejs18.x"
  role          = "arn:aws:iam::123456789012:role/changes"
}

resource "aws_dynamodb_table" "orders" {
  count = var.has_table ? 1 : 0

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

variable "has_table" {
  default = true
}

resource "aws_lambda_event_source_mapping" "changes" {
  count = length(aws_dynamodb_table.orders)

  event_source_arn  = one(aws_dynamodb_table.orders[*].stream_arn)
  function_name     = aws_lambda_function.changes.arn
  starting_position = "TRIM_HORIZON"
}
