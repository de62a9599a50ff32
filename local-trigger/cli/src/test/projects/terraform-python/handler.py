import json


def lambda_handler(event, context):
    for record in event["Records"]:
        print(record["eventID"])
        print(record["eventName"])
        print("DynamoDB record: " + json.dumps(record["dynamodb"]))
    return event
