data "archive_file" "changes" {
  type        = "zip"
  source_file = "${path.module}/changes.py"
  output_path = "${path.module}/.build/changes.zip"
}

resource "aws_lambda_function" "changes" {
  function_name = "changes"
  filename      = data.archive_file.changes.output_path
  handler       = "changes.handler"
  runtime       = "python3.12"
  role          = aws_iam_role.changes.arn
}

resource "aws_lambda_event_source_mapping" "changes" {
  for_each = aws_dynamodb_table.all

  event_source_arn  = each.value.stream_arn
  function_name     = aws_lambda_function.changes.arn
  starting_position = "TRIM_HORIZON"
}

resource "aws_iam_role" "changes" {
  name               = "changes"
  assume_role_policy = file("${path.module}/no-such-file.json")
}
