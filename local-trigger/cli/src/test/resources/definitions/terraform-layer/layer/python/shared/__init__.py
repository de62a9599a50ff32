def keys(record):
    return record["dynamodb"]["Keys"]
