"""Log lines: one format, a request id on each, and nothing that somebody typed or is called."""

import logging
import threading
from typing import Any

from flask import Flask

from planner.text.logwords import FORMAT, PlainLine, told
from planner.web.request_ids import RequestId


class PlainHandler(logging.StreamHandler):  # type: ignore[type-arg]
    """Writes the product's lines, and those of libraries, to standard error."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(PlainLine(FORMAT))
        self.addFilter(RequestId())


def init_log(app: Flask) -> None:
    """Write the log to standard error in one format; libraries' lines as well."""
    logger = logging.getLogger("planner")
    logger.setLevel(app.config["RAPPORT_LOG_LEVEL"])
    logger.handlers = [PlainHandler()]
    logger.propagate = bool(app.config.get("TESTING"))
    app.log_exception = tell_error  # type: ignore[method-assign]
    if not app.config.get("TESTING"):
        take_over_the_rest()


def take_over_the_rest() -> None:
    """Let libraries, warnings and threads speak through the same handler."""
    root = logging.getLogger()
    if not any(isinstance(handler, PlainHandler) for handler in root.handlers):
        root.addHandler(PlainHandler())
    logging.captureWarnings(True)
    threading.excepthook = tell_error_of_thread


def tell_error(exc_info: Any) -> None:
    """Log an error that no page could be made for; Flask would log the address with it."""
    logging.getLogger("planner").error("unexpected error: %s", told(exc_info[1]))


def tell_error_of_thread(arguments: threading.ExceptHookArgs) -> None:
    """Log an error that ended a thread."""
    if arguments.exc_value is not None:
        words = told(arguments.exc_value)
        logging.getLogger("planner").error("unexpected error in a thread: %s", words)
