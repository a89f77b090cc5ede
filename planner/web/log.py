"""Log lines: one format, a request id on each, no secret in any."""

import logging

from flask import Flask

from planner.web.errorpages import RequestId

FORMAT = "%(asctime)s %(levelname)s [%(request_id)s] %(name)s: %(message)s"


def init_log(app: Flask) -> None:
    """Write the log to standard error in one format."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter(FORMAT))
    handler.addFilter(RequestId())
    logger = logging.getLogger("planner")
    logger.setLevel(app.config["RAPPORT_LOG_LEVEL"])
    logger.handlers = [handler]
    logger.propagate = bool(app.config.get("TESTING"))
