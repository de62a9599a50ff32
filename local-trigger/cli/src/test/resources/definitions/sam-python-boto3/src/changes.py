import os

import boto3
from boto3.dynamodb.types import TypeDeserializer

table = boto3.resource("dynamodb").Table(os.environ["TOTALS"])
deserializer = TypeDeserializer()


def lambda_handler(event, context):
    for record in event["Records"]:
        image = {name: deserializer.deserialize(value) for name, value in record["dynamodb"]["NewImage"].items()}
        table.update_item(
            Key={"name": "all"},
            UpdateExpression="ADD #count :one",
            ExpressionAttributeNames={"#count": "count"},
            ExpressionAttributeValues={":one": 1},
        )
        print("counted", image)
