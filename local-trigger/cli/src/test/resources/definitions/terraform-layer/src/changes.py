from shared import keys


def handler(event, context):
    for record in event["Records"]:
        print(keys(record))
