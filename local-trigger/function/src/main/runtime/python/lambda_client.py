"""A runtime interface client for machines on which AWS's own, awslambdaric, cannot be installed. Outcomes and logs are the
same.

https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
"""

import decimal
import http.client
import importlib
import json
import logging
import os
import sys
import time
import traceback

API = "/2018-06-01/runtime/"
IS_JSON = os.environ.get("AWS_LAMBDA_LOG_FORMAT") == "JSON"
TEXT_FRAME = 0xA55A0003
JSON_FRAME = 0xA55A0002
NO_BREAK_SPACE = "\u00a0"


class Fault(Exception):
    """An error of the runtime's own."""

    def __init__(self, kind, message, trace=None):
        super().__init__(message)
        self.report = report(f"Runtime.{kind}", message, trace or [])


def report(error_type, message, trace, request_id=""):
    return {"errorMessage": message, "errorType": error_type, "requestId": request_id, "stackTrace": trace}


def report_of(error):
    """An exception, without the frames of this file."""
    if isinstance(error, Fault):
        return error.report
    frames = [
        (frame.filename, frame.lineno, frame.name, frame.line) for frame in traceback.extract_tb(error.__traceback__)
    ]
    while frames and frames[0][0] in (__file__, importlib.__file__, "<frozen importlib._bootstrap>"):
        frames.pop(0)
    return report(type(error).__name__, str(error), traceback.format_list(frames))


class RuntimeApi:
    def __init__(self, address):
        self.connection = http.client.HTTPConnection(address)

    def next(self):
        self.connection.request("GET", API + "invocation/next")
        answer = self.connection.getresponse()
        return answer.headers, answer.read()

    def post(self, path, body):
        self.connection.request("POST", API + path, body, {"Content-Type": "application/json"})
        # Whatever it says to an answer, too large for example, it says to the caller too.
        self.connection.getresponse().read()

    def response(self, request_id, body):
        self.post(f"invocation/{request_id}/response", body)

    def error(self, request_id, error):
        self.post(f"invocation/{request_id}/error", to_json({**error, "requestId": request_id}))

    def init_error(self, error):
        self.post("init/error", to_json(error))


def to_json(value):
    def other(one):
        if isinstance(one, decimal.Decimal):
            return int(one) if one == one.to_integral_value() else float(one)
        raise TypeError(f"Object of type {type(one).__name__} is not JSON serializable")

    return json.dumps(value, ensure_ascii=False, default=other).encode()


class Output:
    """Log events with their bounds, so that each may have several lines."""

    def __init__(self, descriptor):
        self.file = os.fdopen(descriptor, "wb", 0)

    def write(self, message, level=logging.NOTSET):
        body = message.encode("utf-8", "replace")
        # From DEBUG (10) to CRITICAL (50) Lambda counts from 2 to 6.
        number = level // 10 + 1 if level else 0
        frame = (JSON_FRAME if IS_JSON else TEXT_FRAME) | number << 2
        self.file.write(
            frame.to_bytes(4, "big")
            + len(body).to_bytes(4, "big")
            + (time.time_ns() // 1000).to_bytes(8, "big")
            + body
        )

    def error(self, error):
        if IS_JSON:
            timestamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
            line = to_json({"timestamp": timestamp, "log_level": "ERROR", **error}).decode()
        else:
            described = ": ".join(part for part in (error["errorType"], error["errorMessage"]) if part)
            trace = [line for element in error["stackTrace"] for line in element.splitlines() or [""]]
            line = "\n".join(["[ERROR] " + described, "Traceback (most recent call last):", *map(indented, trace)])
        self.write(line, logging.ERROR)


def indented(line):
    """CloudWatch Logs removes spaces at the beginning of a line."""
    text = line.lstrip(" ")
    return NO_BREAK_SPACE * (len(line) - len(text)) + text


class Handler(logging.Handler):
    def __init__(self, output):
        super().__init__()
        self.output = output
        self.request_id = ""
        self.formatter = logging.Formatter(
            "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s\n", "%Y-%m-%dT%H:%M:%S"
        )
        self.formatter.converter = time.gmtime
        self.attributes = set(vars(logging.makeLogRecord({}))) | {"aws_request_id", "message", "asctime"}

    def emit(self, record):
        record.aws_request_id = self.request_id
        text = self.json(record) if IS_JSON else self.formatter.format(record)
        self.output.write(text, min(50, record.levelno // 10 * 10))

    def json(self, record):
        thrown = record.exc_info if record.exc_info and record.exc_info[0] else None
        line = {
            "timestamp": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
            "level": record.levelname,
            "message": record.getMessage(),
            "logger": record.name,
            "stackTrace": thrown and traceback.format_tb(thrown[2]),
            "errorType": thrown and thrown[0].__name__,
            "errorMessage": thrown and str(thrown[1]),
            "requestId": self.request_id,
            "location": thrown and f"{record.pathname}:{record.funcName}:{record.lineno}",
        }
        for name, value in vars(record).items():
            if name not in self.attributes:
                line.setdefault(name, value)
        return json.dumps({key: value for key, value in line.items() if value is not None}, ensure_ascii=False) + "\n"


class Identity:
    cognito_identity_id = None
    cognito_identity_pool_id = None


class Context:
    """https://docs.aws.amazon.com/lambda/latest/dg/python-context.html"""

    def __init__(self, headers, output):
        self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        self.invoked_function_arn = headers["Lambda-Runtime-Invoked-Function-Arn"]
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.client_context = None
        self.identity = Identity()
        self.tenant_id = None
        self._deadline = int(headers["Lambda-Runtime-Deadline-Ms"])
        self._output = output

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline - int(time.time() * 1000))

    def log(self, message):
        self._output.write(str(message))


def load(handler):
    module_name, dot, name = handler.rpartition(".")
    if not dot:
        raise Fault("MalformedHandlerName", f"Bad handler '{handler}': not enough values to unpack (expected 2, got 1)")
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as e:
        raise Fault("ImportModuleError", f"Unable to import module '{module_name}': {e}") from e
    except SyntaxError as e:
        place = f'  File "{e.filename}" Line {e.lineno}\n    {e.text}'
        raise Fault("UserCodeSyntaxError", f"Syntax error in module '{module_name}': {e}", [place]) from e
    try:
        return getattr(module, name)
    except AttributeError as e:
        raise Fault("HandlerNotFound", f"Handler '{name}' missing on module '{module_name}'") from e


def answer(handler, event, context):
    """The bytes of the response."""
    response = handler(json.loads(event), context)
    if isinstance(response, bytes):
        return response
    try:
        return to_json(response)
    except Exception as e:
        raise Fault("MarshalError", f"Unable to marshal response: {e}") from e


def main(arguments):
    sys.stdout.reconfigure(line_buffering=True, write_through=True)
    sys.stderr.reconfigure(write_through=True)
    api = RuntimeApi(os.environ["AWS_LAMBDA_RUNTIME_API"])
    output = Output(int(os.environ.pop("_LAMBDA_TELEMETRY_LOG_FD")))
    log = Handler(output)
    logging.getLogger().addHandler(log)
    level = os.environ.get("AWS_LAMBDA_LOG_LEVEL")
    if level:
        logging.getLogger().setLevel({"TRACE": "DEBUG"}.get(level, level))
    try:
        handler = load(arguments[1])
    except Exception as e:
        output.error(report_of(e))
        api.init_error(report_of(e))
        sys.exit(1)
    while True:
        headers, event = api.next()
        context = Context(headers, output)
        log.request_id = context.aws_request_id
        os.environ["_X_AMZN_TRACE_ID"] = headers["Lambda-Runtime-Trace-Id"]
        try:
            response = answer(handler, event, context)
        except Exception as e:
            output.error({**report_of(e), "requestId": context.aws_request_id})
            api.error(context.aws_request_id, report_of(e))
        else:
            api.response(context.aws_request_id, response)
