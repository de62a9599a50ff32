import json
import os

import boto3

TABLE = boto3.resource("dynamodb").Table(os.environ["TABLE"])


def handler(event, context):
    item = json.loads(event.get("body") or "{}")
    if not item.get("itemKey"):
        return answer(400, {"message": "itemKey is missing"})
    TABLE.put_item(Item={"itemKey": item["itemKey"], "name": item.get("name")})
    return answer(200, {"itemKey": item["itemKey"]})


def answer(status, body):
    return {
        "statusCode": status,
        "headers": {"Content-Type": "application/json"},
        "body": json.dumps(body),
    }
