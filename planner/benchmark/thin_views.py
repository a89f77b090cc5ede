"""What a limit writes: the product's own answer, from rows that were read for its viewer."""

import csv
import io
from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any

from flask import Response, session
from jinja2 import Environment
from sqlalchemy import Row

from planner.benchmark.answers import OtherAnswer
from planner.benchmark.flat import flat

NEAR = 0.03
"""How much the size of the thin answer may differ from that of the product's."""
Read = Callable[[str], Sequence[Row[Any]]]
"""The reading of the rows for whoever has the session of a key."""


def is_file(operation: str) -> bool:
    """Say whether an operation gives a file and not a page."""
    return operation.startswith("CSV")


def thin_page(answer: str, read: Read, key: str) -> Callable[[], str]:
    """Return the view that writes a page by its flat template, compiled here."""
    template, words = flat(answer, chain.from_iterable(read(key)))
    drawn = Environment(autoescape=True, keep_trailing_newline=True).from_string(template)

    def page() -> str:
        rows = read(session["_user_id"])
        return drawn.render(cells=tuple(chain.from_iterable(rows)), words=words)

    return page


def thin_file(answer: str, read: Read, _key: str) -> Callable[[], Response]:
    """Return the view that writes a file: the product's first line, and every row."""
    first = answer.partition("\n")[0]

    def file() -> Response:
        found = io.StringIO()
        found.write(first + "\n")
        csv.writer(found).writerows(row[:-1] for row in read(session["_user_id"]))
        return Response(found.getvalue(), mimetype="text/csv")

    return file


def check_alike(operation: str, thin: str, answer: str) -> None:
    """Raise OtherAnswer when a limit writes another answer than the product.

    Pages have the same size; files, which have codes where the product has words, the same
    numbers of columns and rows.
    """
    if is_file(operation):
        ours, theirs = (row_lengths(text) for text in (thin, answer))
        if ours != [length for length in theirs if length == theirs[0]]:
            raise OtherAnswer(f"the limit of {operation} has other columns or rows")
    elif abs(len(thin) - len(answer)) > NEAR * len(answer):
        raise OtherAnswer(
            f"the limit of {operation} answers {len(thin)} characters, not {len(answer)}"
        )


def row_lengths(file: str) -> list[int]:
    """Return how many columns each row of a CSV has; the lines below its table have few."""
    return [len(row) for row in csv.reader(io.StringIO(file))]
