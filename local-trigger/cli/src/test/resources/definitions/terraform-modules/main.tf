terraform {
  required_version = ">= 1.3"
}

provider "aws" {
  region = "eu-central-1"
}

module "orders" {
  source = "./modules/table"

  name       = "${local.prefix}-orders"
  attributes = [{ name = "id", type = "S" }]
}

module "changes" {
  source = "./modules/stream-function"

  name       = "${local.prefix}-changes"
  source_dir = "${path.root}/src"
  stream_arn = module.orders.stream_arn
  environment = {
    TABLE = module.orders.name
  }
}

locals {
  prefix = "shop-${terraform.workspace}"
}
