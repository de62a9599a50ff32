import logging
import os

from src.model import describe

logger = logging.getLogger()
logger.setLevel(os.environ["LOG_LEVEL"])


def handler(event, _context):
    for record in event["Records"]:
        logger.info("Change: %s", describe(record))
