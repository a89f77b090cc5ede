"""Rows that were looked for in vain: hidden from who asked, or not there at all."""

import logging
from dataclasses import dataclass
from typing import Any

from flask import Flask, g
from sqlalchemy import inspect
from sqlalchemy.exc import SQLAlchemyError

from planner.db import mapped_class
from planner.viewers import EVERYTHING, Viewer
from planner.web.asked_words import numbers
from planner.web.refusal_queries import is_there

LARGEST_KEY = 2**31 - 1
log = logging.getLogger("planner.refused")


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
