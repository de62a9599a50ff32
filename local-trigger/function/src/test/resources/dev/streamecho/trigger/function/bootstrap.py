#!/usr/bin/env python3
"""A program as one in Go or Rust would be: it speaks the Runtime API."""

import http.client
import json
import os
import sys
import time

connection = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])


def call(method, path, body=None):
    connection.request(method, "/2018-06-01/runtime/" + path, body if body is None else json.dumps(body).encode())
    answer = connection.getresponse()
    return answer.headers, answer.read()


def say(line, to=sys.stdout):
    print(line, file=to, flush=True)


def failure(message):
    return {"errorType": "example.Failure", "errorMessage": message}


def handle(event, headers):
    command, _, argument = event.partition(" ")
    if command == "echo":
        return event
    if command == "print":
        say("to standard output")
        say("to standard error", sys.stderr)
        say("to the logger\nin two lines")
        return None
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
    left = int(headers["Lambda-Runtime-Deadline-Ms"]) - time.time() * 1000
    return [
        headers["Lambda-Runtime-Aws-Request-Id"],
        os.environ["AWS_LAMBDA_FUNCTION_NAME"],
        os.environ["AWS_LAMBDA_FUNCTION_VERSION"],
        headers["Lambda-Runtime-Invoked-Function-Arn"],
        os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"],
        os.environ["AWS_LAMBDA_LOG_GROUP_NAME"],
        left > 0,
        left <= 60_000,
    ]


if os.environ.get("INIT") == "fail":
    call("POST", "init/error", failure("EVENT_TYPES is empty"))
    sys.exit(1)
if os.environ.get("INIT") == "exit":
    os._exit(7)
say("loaded")
while True:
    headers, event = call("GET", "invocation/next")
    request = "invocation/" + headers["Lambda-Runtime-Aws-Request-Id"]
    if json.loads(event) == "fail":
        call("POST", request + "/error", failure("größer als 3"))
    else:
        call("POST", request + "/response", handle(json.loads(event), headers))
