"""Errors as pages in the product’s look."""

import logging
from http import HTTPStatus
from uuid import uuid4

from flask import Flask, g, render_template
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, HTTPException

from planner.db import db
from planner.errors import NotAllowed, RuleBroken
from planner.keyset import KeyMisfit
from planner.text.logwords import told
from planner.viewers import NOBODY
from planner.web.error_outcome import outcome
from planner.web.intake import NotThere, Refused
from planner.web.request_ids import RequestId

SHOWN = (400, 403, 404, 405, 409, 413, 414, 422, 429, 500)


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
