variable "name" {}
variable "source_dir" {}
variable "stream_arn" {}

variable "environment" {
  type    = map(string)
  default = {}
}

data "archive_file" "this" {
  type        = "zip"
  source_dir  = var.source_dir
  output_path = "${path.module}/${var.name}.zip"
}

data "aws_iam_policy" "stream" {
  name = "AWSLambdaDynamoDBExecutionRole"
}

resource "aws_lambda_function" "this" {
  function_name    = var.name
  filename         = data.archive_file.this.output_path
  source_code_hash = data.archive_file.this.output_base64sha256
  handler          = "index.handler"
  runtime          = "nodejs20.x"
  role             = "arn:aws:iam::aws:policy/${data.aws_iam_policy.stream.name}"

  dynamic "environment" {
    for_each = length(var.environment) > 0 ? [var.environment] : []
    content {
      variables = environment.value
    }
  }
}

resource "aws_lambda_event_source_mapping" "this" {
  event_source_arn  = var.stream_arn
  function_name     = aws_lambda_function.this.function_name
  starting_position = "TRIM_HORIZON"
}
