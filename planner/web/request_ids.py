"""The id of a request in every log line, and no secret of an address."""

import logging
import re

from flask import g, has_request_context

SECRET_PATH = re.compile(r"/(f|give)/[^/\s?]+")


class RequestId(logging.Filter):
    """Puts the request's id on each log line and keeps secrets of addresses out of it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Add `request_id`; never drop a line."""
        if not hasattr(record, "request_id"):
            record.request_id = g.get("request_id", "-") if has_request_context() else "-"
        if isinstance(record.msg, str):
            record.msg = SECRET_PATH.sub(r"/\1/…", record.msg)
        return True
