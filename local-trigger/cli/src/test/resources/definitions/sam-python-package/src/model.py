def describe(record):
    return f"{record['eventName']} of {record['dynamodb']['Keys']}"
