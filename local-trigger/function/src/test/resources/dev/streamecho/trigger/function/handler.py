import logging
import os
import sys
import time

if os.environ.get("INIT") == "fail":
    raise ValueError("EVENT_TYPES is empty")
if os.environ.get("INIT") == "exit":
    os._exit(7)
print("loaded")


def handler(event, context):
    command, _, argument = event.partition(" ")
    if command == "echo":
        return event
    if command == "print":
        print("to standard output")
        print("to standard error", file=sys.stderr)
        logging.getLogger().warning("to the logger\nin two lines")
        return None
    if command == "fail":
        raise ValueError("größer als 3")
    if command == "exit":
        os._exit(int(argument))
    if command == "sleep":
        return time.sleep(600)
    if command == "large":
        return "x" * (7 * 1024 * 1024)
    if command == "variables":
        return dict(os.environ)
    if command == "pid":
        return os.getpid()
    return [
        context.aws_request_id,
        context.function_name,
        context.function_version,
        context.invoked_function_arn,
        str(context.memory_limit_in_mb),
        context.log_group_name,
        context.get_remaining_time_in_millis() > 0,
        context.get_remaining_time_in_millis() <= 60_000,
    ]
