"""How a page writes a cell of a table, and a sentence with numbers in it."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from markupsafe import escape

from planner.shapes.figure import Figure, Opened, Sentence
from planner.web.day_words import period
from planner.web.number_words import NONE, number
from planner.web.value_words import KINDS, WORDS

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
