import json
import os

import boto3

TABLE = boto3.resource("dynamodb").Table(os.environ["TABLE"])


def handler(event, context):
    key = (event.get("queryStringParameters") or {}).get("itemKey")
    if not key:
        return answer(400, {"message": "itemKey is missing"})
    item = TABLE.get_item(Key={"itemKey": key}).get("Item")
    return answer(200, item) if item else answer(404, {"message": "there is no such item"})


def answer(status, body):
    return {
        "statusCode": status,
        "headers": {"Content-Type": "application/json"},
        "body": json.dumps(body),
    }
