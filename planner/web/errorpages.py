"""Errors as pages in the product's look, and a request id in every log line."""

import logging
import re
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from flask import Flask, current_app, g, has_request_context, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, HTTPException

from planner.db import db
from planner.errors import NotAllowed, RuleBroken
from planner.keyset import KeyMisfit
from planner.text.logwords import told
from planner.viewers import NOBODY
from planner.web.addresses import here_asked
from planner.web.again import has_saved
from planner.web.echo import forget_reader, sent_again
from planner.web.intake import NotThere, Refused

TO_KEEP = "to_keep"
"""Under this name the application keeps what keeps the words of a form that failed."""
GIVES_BACK = (404, 409, 422, 500)
"""Pages after which what was typed can still be had."""
SHOWN = (400, 403, 404, 405, 409, 413, 414, 422, 429, 500)
FEED_PATH = re.compile(r"/f/[^/\s?]+")


class RequestId(logging.Filter):
    """Puts the request's id on each log line and keeps feed secrets out of it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Add `request_id`; never drop a line."""
        if not hasattr(record, "request_id"):
            record.request_id = g.get("request_id", "-") if has_request_context() else "-"
        if isinstance(record.msg, str):
            record.msg = FEED_PATH.sub("/f/…", record.msg)
        return True


def show_http_error(error: HTTPException) -> ResponseReturnValue:
    """Answer an HTTP error with its page; other codes borrow the nearest."""
    code = error.code or 500
    g.sought = getattr(error, "sought", None)
    if code < HTTPStatus.BAD_REQUEST:
        return error.get_response()
    page = code if code in SHOWN else (500 if code >= 500 else 400)
    if "viewer" not in g:
        g.viewer = NOBODY
        db.session.info.setdefault("viewer", NOBODY)
    message = error.description if isinstance(error, Refused | NotThere) else ""
    context = {"error": error, "code": code, "message": message}
    body = render_template(f"errors/{page}.html", **context, **outcome(page))
    response = error.get_response()
    response.data = body
    response.content_type = "text/html; charset=utf-8"
    return response, code


def show_rule_broken(error: RuleBroken) -> ResponseReturnValue:
    """Answer a broken rule outside a form with its sentence: 403 or 422."""
    db.session.rollback()
    code = 403 if isinstance(error, NotAllowed) else 422
    context = {"error": error, "code": code, "message": str(error)}
    return render_template(f"errors/{code}.html", **context, **outcome(code)), code


def show_misfit(_error: KeyMisfit) -> ResponseReturnValue:
    """Answer a paging key that is none of the list with 400."""
    return show_http_error(BadRequest())


def show_bug(error: Exception) -> ResponseReturnValue:
    """Log what went wrong and where, and show a page that tells nothing of it."""
    logging.getLogger("planner").error("unexpected error: %s", told(error))
    db.session.rollback()
    return render_template("errors/500.html", error=None, code=500, **outcome(500)), 500


def outcome(page: int) -> dict[str, Any]:
    """Keep what was sent with a request that failed; return what its page tells of it.

    Words that could not be kept are handed back in the page itself, which then asks the
    database for nothing.
    """
    if request.method != "POST" or page not in GIVES_BACK or has_saved():
        return {"kept": None, "is_saved": request.method == "POST" and has_saved()}
    kept = current_app.extensions[TO_KEEP]()
    if not kept["is_lost"]:
        return {"kept": kept, "is_saved": False}
    forget_reader()
    echo = {"again": sent_again(), "address": here_asked()}
    return {"kept": kept, "is_saved": False, "bare": True, **echo}


def init_error_pages(app: Flask) -> None:
    """Register the error pages and the request id."""
    app.register_error_handler(HTTPException, show_http_error)
    app.register_error_handler(RuleBroken, show_rule_broken)
    app.register_error_handler(KeyMisfit, show_misfit)
    if not app.testing:
        app.register_error_handler(Exception, show_bug)

    @app.before_request
    def give_request_id() -> None:
        g.request_id = uuid4().hex[:12]

    @app.after_request
    def tell_request_id(response):  # type: ignore[no-untyped-def]
        response.headers["X-Request-Id"] = g.get("request_id", "-")
        return response

    app.jinja_env.globals["request_id"] = lambda: g.get("request_id", "-")
    for handler in logging.getLogger().handlers + app.logger.handlers:
        handler.addFilter(RequestId())
