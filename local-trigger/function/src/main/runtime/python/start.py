"""The process of a function in Python: makes its code and its layers known, then runs AWS's runtime interface client, or a
small one where that cannot be installed.

Arguments: the handler, a port to wait for a debugger at or "", the folders of layers.
"""

import os
import sys


def wait_for_debugger(port):
    import debugpy

    debugpy.listen(("127.0.0.1", int(port)))
    print(f"Listening for a debugger at port {port}", flush=True)
    debugpy.wait_for_client()


def client():
    try:
        # Its native part, without which it does nothing.
        import runtime_client  # noqa: F401
        from awslambdaric.__main__ import main
    except ImportError:
        from lambda_client import main
    return main


if __name__ == "__main__":
    handler, debug_port, *layers = sys.argv[1:]
    if debug_port:
        wait_for_debugger(debug_port)
    if "_LAMBDA_TELEMETRY_LOG_FD" in os.environ:
        # The client closes it, and the interpreter its standard output.
        os.environ["_LAMBDA_TELEMETRY_LOG_FD"] = str(os.dup(int(os.environ["_LAMBDA_TELEMETRY_LOG_FD"])))
    run = client()
    # In place of the folder of this file; a client that was imported before is not replaced by one in the code.
    sys.path[0:1] = [os.environ["LAMBDA_TASK_ROOT"], *layers]
    sys.argv = [sys.argv[0], handler]
    run(sys.argv)
