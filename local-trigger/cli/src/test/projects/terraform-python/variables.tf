variable "region" {
  description = "Where the table and the function are."
  type        = string
  default     = "us-east-1"
}

variable "table_name" {
  type    = string
  default = "changes"
}

variable "runtime" {
  type    = string
  default = "python3.11"
}
