"""How a page writes a figure, a cell of a table, and a sentence with numbers in it."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from flask import Flask
from flask_babel import ngettext
from markupsafe import Markup, escape

from planner.db import PreciseDate
from planner.shapes.figure import Amount, Duration, Figure, Opened, Rate, Sentence, Share
from planner.web.filters import NONE, day, moment, money, number, percent, period, precise_day
from planner.web.markup import anchor, joined

Show = Callable[[str, str], str]
"""How a number is written that opens rows: its address and its words."""


def cell(value: Any, kind: str = "text") -> str:
    """Return a table cell's value in words, by what it is and by the kind of its column."""
    if isinstance(value, Figure):
        return cell(value.value, kind) if value.value is not None else str(value.absent) or NONE
    if value is None or value == "":
        return NONE
    if isinstance(value, Sentence):
        return sentence(value)
    if isinstance(value, str):
        return value
    for types, words in WORDS.items():
        if isinstance(value, types):
            return str(words(value))
    if isinstance(value, int | float | Decimal):
        return KINDS.get(kind, number)(value)
    return str(value)


def rate(value: Rate | Share) -> str:
    """Return a rate or a share in percent; “–” of nothing."""
    return percent(value.value)


def duration(value: Duration) -> str:
    """Return “12 days”."""
    return days(value.days)


def days(value: Decimal | float) -> str:
    """Return a number of days, in words."""
    counted = int(value) if value == int(value) else 2
    return str(ngettext("%(number)s day", "%(number)s days", counted, number=number(value)))


def amount(value: Amount) -> str:
    """Return money with its currency."""
    return money(value.value, value.currency)


def tick(value: bool) -> str:
    """Return a tick; “–” of what is not so."""
    return "✓" if value else NONE


WORDS: dict[type, Callable[[Any], str]] = {
    Rate: rate,
    Share: rate,
    Duration: duration,
    Amount: amount,
    bool: tick,
    PreciseDate: precise_day,
    datetime: moment,
    date: day,
}
"""How a value is written that says by itself what it is; the first that fits."""


KINDS: dict[str, Callable[[Any], str]] = {"percent": percent, "duration": days}
"""How a bare number is written below a column of a kind."""


def plainly(_address: str, words: str) -> str:
    """Return a number that opens nothing, as files have them."""
    return words


def sentence(found: Sentence, show: Show = plainly) -> str:
    """Return a sentence with its values filled in, each as a page writes it."""
    return str(found.template) % {name: said(one, show) for name, one in found.values.items()}


def said(value: object, show: Show) -> str:
    """Return one value of a sentence."""
    if isinstance(value, Opened):
        return show(value.rows, cell(value.value))
    if isinstance(value, Sentence):
        return sentence(value, show)
    if isinstance(value, tuple):
        value = period(*value)
    words = cell(value)
    return words if show is plainly else str(escape(words))


def n_words(found: Figure) -> str:
    """Return n for files and other plain text; “3 of 4” of a rate."""
    return sentence(found.n.words) if found.n else ""


def linked(found: Sentence | None) -> Markup:
    """Return a sentence for a page, each number opening its rows."""
    return joined([sentence(found, anchor)] if found else [])


def n_linked(found: Figure) -> Markup:
    """Return n for a page."""
    return linked(found.n.words if found.n else None)


def strip(found: Figure) -> tuple[object, str, Markup, str]:
    """Return a figure as the strip above a page wants it: label, value, n, rows."""
    return (found.label, cell(found), n_linked(found), found.rows)


def init_cells(app: Flask) -> None:
    """Register the filters under their names in templates."""
    app.jinja_env.filters.update(
        cell=cell, sentence=sentence, linked=linked, n_linked=n_linked, strip_item=strip
    )
