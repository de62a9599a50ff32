import json


def handler(event, context):
    failures = []
    for record in event["Records"]:
        number = record["dynamodb"]["SequenceNumber"]
        try:
            print(json.dumps(record["dynamodb"]["NewImage"]))
        except KeyError:
            failures.append({"itemIdentifier": number})
            break
    return {"batchItemFailures": failures}
