"""Adds the id of each record to a file, and fails at the record whose id is FAILS_AT."""
import os


def handler(event, context):
    handled = []
    for record in event["Records"]:
        item = record["dynamodb"]["Keys"]["id"]["S"]
        if item == os.environ.get("FAILS_AT"):
            raise ValueError("cannot handle " + item)
        handled.append(item)
    with open(os.environ["HANDLED"], "a") as file:
        file.writelines(item + "\n" for item in handled)
    return {"batchItemFailures": []}
