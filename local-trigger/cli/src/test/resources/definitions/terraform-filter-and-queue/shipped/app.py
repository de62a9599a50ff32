import os


def handler(event, context):
    assert os.environ["SETTINGS"] == "stage=a\nstage=b\n", os.environ["SETTINGS"]
    assert os.environ["QUEUE_URL"].startswith("http"), os.environ["QUEUE_URL"]
    print([record["dynamodb"]["Keys"] for record in event["Records"]])
    return {"batchItemFailures": []}
