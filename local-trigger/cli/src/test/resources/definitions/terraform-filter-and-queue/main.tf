locals {
  name = "orders-${var.environment}"
  tags = merge(var.tags, { Environment = title(var.environment) })
}

resource "aws_dynamodb_table" "orders" {
  name             = local.name
  billing_mode     = var.environment == "prod" ? "PROVISIONED" : "PAY_PER_REQUEST"
  hash_key         = "id"
  stream_enabled   = true
  stream_view_type = "NEW_AND_OLD_IMAGES"
  tags             = local.tags

  attribute {
    name = "id"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }
}

resource "aws_sqs_queue" "failed" {
  name                      = format("%s-%s", local.name, "failed")
  message_retention_seconds = 1209600
}

resource "aws_sqs_queue" "dead" {
  name = "${local.name}-dead"
}

resource "aws_sqs_queue_redrive_policy" "failed" {
  queue_url = aws_sqs_queue.failed.id
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead.arn
    maxReceiveCount     = 5
  })
}

data "archive_file" "shipped" {
  type        = "zip"
  source_dir  = "${path.module}/shipped"
  excludes    = ["__pycache__"]
  output_path = "${path.module}/shipped.zip"
}

resource "aws_lambda_function" "shipped" {
  function_name = "${local.name}-shipped"
  filename      = data.archive_file.shipped.output_path
  handler       = "app.handler"
  runtime       = "python3.11"
  role          = aws_iam_role.shipped.arn
  timeout       = 10

  environment {
    variables = {
      QUEUE_URL = aws_sqs_queue.failed.url
      SETTINGS  = templatefile("${path.module}/settings.tftpl", { stages = ["a", "b"] })
    }
  }

  logging_config {
    log_format = "JSON"
  }
}

resource "aws_lambda_event_source_mapping" "shipped" {
  event_source_arn               = aws_dynamodb_table.orders.stream_arn
  function_name                  = aws_lambda_function.shipped.arn
  starting_position              = "TRIM_HORIZON"
  batch_size                     = 50
  maximum_retry_attempts         = 2
  bisect_batch_on_function_error = true
  function_response_types        = ["ReportBatchItemFailures"]

  filter_criteria {
    filter {
      pattern = jsonencode({
        eventName = ["INSERT", "MODIFY"]
        dynamodb  = { NewImage = { status = { S = ["SHIPPED"] } } }
      })
    }
  }

  destination_config {
    on_failure {
      destination_arn = aws_sqs_queue.failed.arn
    }
  }
}

data "aws_iam_policy_document" "shipped" {
  statement {
    actions   = ["dynamodb:GetRecords"]
    resources = [aws_dynamodb_table.orders.stream_arn]
  }
}

resource "aws_iam_role" "shipped" {
  name               = local.name
  assume_role_policy = data.aws_iam_policy_document.shipped.json
}

resource "aws_cloudwatch_log_group" "shipped" {
  name              = "/aws/lambda/${aws_lambda_function.shipped.function_name}"
  retention_in_days = 14
}
