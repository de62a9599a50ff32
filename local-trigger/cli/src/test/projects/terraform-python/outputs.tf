output "table_name" {
  value = aws_dynamodb_table.changes.name
}

output "function_name" {
  value = aws_lambda_function.echo.function_name
}
