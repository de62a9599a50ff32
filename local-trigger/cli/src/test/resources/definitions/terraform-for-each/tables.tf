variable "tables" {
  type = map(object({ key = string }))
  default = {
    orders    = { key = "id" }
    customers = { key = "email" }
  }
}

resource "aws_dynamodb_table" "all" {
  for_each = var.tables

  name             = each.key
  billing_mode     = "PAY_PER_REQUEST"
  hash_key         = each.value.key
  stream_enabled   = true
  stream_view_type = "KEYS_ONLY"

  attribute {
    name = each.value.key
    type = "S"
  }
}
