"""The echo in Python: what EchoFunction does in Java."""

import logging
import os

EVENT_TYPES = set(os.environ["EVENT_TYPES"].split(","))

logger = logging.getLogger()


def handler(event, context):
    for record in event["Records"]:
        try:
            if record["eventName"] in EVENT_TYPES:
                fields = {name: record[name] for name in ("eventID", "eventName", "dynamodb")}
                logger.info("Change echoed", extra=fields)
        except Exception:
            logger.exception("Change not echoed")
            return {"batchItemFailures": [{"itemIdentifier": record["dynamodb"]["SequenceNumber"]}]}
    return {"batchItemFailures": []}
