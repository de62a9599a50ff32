variable "environment" {
  type = string

  validation {
    condition     = contains(["dev", "prod"], var.environment)
    error_message = "There are dev and prod."
  }
}

variable "tags" {
  type    = map(string)
  default = {}
}
