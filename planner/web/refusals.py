"""Refusals in the log: who was refused what, by number; never what was typed."""

import logging
from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, current_app, g, request
from sqlalchemy import inspect
from sqlalchemy.exc import SQLAlchemyError

from planner.db import mapped_class
from planner.server.serverlog import ASKED
from planner.text.reading import or_none, row_id
from planner.viewers import EVERYTHING, NOBODY, Viewer
from planner.web.refusal_queries import is_there

REFUSALS = {400, 401, 403, 404, 405, 409, 413, 429}
LARGEST_KEY = 2**31 - 1
log = logging.getLogger("planner.refused")
answers = logging.getLogger("planner.answered")


def asked() -> str:
    """Return what was asked, in words of our own: method, endpoint and numbers of rows."""
    parts = [method(), request.endpoint or "no such address"]
    parts += [f"{name}={value}" for name, value in numbers().items()]
    return " ".join(parts)


def method() -> str:
    """Return the request's method if it is one that we know."""
    known = request.method in {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"}
    return request.method if known else "an unknown method"


def numbers() -> dict[str, int]:
    """Return the parts of the address that are numbers; texts are left out."""
    found = {name: str(value) for name, value in (request.view_args or {}).items()}
    return {
        name: number
        for name, value in found.items()
        if (number := or_none(row_id, value)) is not None
    }


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


def who() -> str:
    """Return the user's number, or that nobody was signed in."""
    user_id = g.get("viewer", NOBODY).user_id
    return "nobody" if user_id is None else f"user {user_id}"


def sought() -> list[tuple[type, Any]]:
    """Return the rows that were looked for: the one that was not found, or those of the address."""
    if found := g.get("sought"):
        return [found]
    pairs = ((mapped_class(name.removesuffix("_id")), n) for name, n in numbers().items())
    return [(entity, number) for entity, number in pairs if entity and number <= LARGEST_KEY]


def note_missing(app: Flask, missing: "Missing") -> None:
    """Log whether the rows are hidden from who asked, or not there at all.

    It is asked after the answer has gone, and for both in the same way, so that neither the
    answer nor its time tells it to anybody but the log.
    """
    with app.app_context():
        try:
            words = ", ".join(fate(entity, key, missing.viewer) for entity, key in missing.rows)
        except SQLAlchemyError:
            words = "the database did not say why"
    log.info("%s: %s", missing.line, words, extra=missing.extra)


@dataclass(frozen=True)
class Missing:
    """What was looked for in vain, by whom."""

    line: str
    rows: list[tuple[type, Any]]
    viewer: Viewer
    extra: dict[str, str]


def fate(entity: type, key: Any, asker: Viewer) -> str:
    """Return what became of a row, as the asker and as everybody sees it."""
    is_seen = is_there(entity, key, asker)
    is_known = is_there(entity, key, EVERYTHING)
    word = "is there" if is_seen else "is hidden" if is_known else "is not there"
    name = str(inspect(entity).local_table.name)
    number = f" {key}" if isinstance(key, int) else ""
    return f"{name}{number} {word}"


def init_refusals(app: Flask) -> None:
    """Log refusals."""
    app.after_request(note_refusal)
