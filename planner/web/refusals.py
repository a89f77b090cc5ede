"""Refusals in the log: who was refused what, by number; never what was typed."""

import logging

from flask import Flask, Response, current_app, g, request

from planner.server.serverlog import ASKED
from planner.viewers import NOBODY
from planner.web.asked_words import asked, who
from planner.web.missing_rows import Missing, note_missing, sought

REFUSALS = {400, 401, 403, 404, 405, 409, 413, 429}
log = logging.getLogger("planner.refused")
answers = logging.getLogger("planner.answered")


def note_refusal(response: Response) -> Response:
    """Log a refusal with the user's number and what was asked; other answers when debugging."""
    request.environ[ASKED] = f"{asked()} by {who()}"
    line = f"{response.status_code} {request.environ[ASKED]}"
    extra = {"request_id": g.get("request_id", "-")}
    if response.status_code not in REFUSALS:
        answers.debug("%s", line)
    elif response.status_code == 404 and (rows := sought()):
        app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
        missing = Missing(line, rows, g.get("viewer", NOBODY), extra)
        response.call_on_close(lambda: note_missing(app, missing))
    else:
        log.info("%s", line, extra=extra)
    return response


def init_refusals(app: Flask) -> None:
    """Log refusals."""
    app.after_request(note_refusal)
