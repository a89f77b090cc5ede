"""Counting days in the database: the one place where the two databases say it differently."""

from datetime import date
from typing import Any

from sqlalchemy import Date, Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class days_between(FunctionElement[int]):  # noqa: N801 - it reads as the function it is
    """The days from the first day to the second; negative when the second is earlier."""

    type = Integer()
    inherit_cache = True


@compiles(days_between)
def on_most_databases(element: days_between, compiler: Any, **kw: Any) -> str:
    """Subtract the days, which gives a whole number."""
    first, second = list(element.clauses)
    return f"({compiler.process(second, **kw)} - {compiler.process(first, **kw)})"


@compiles(days_between, "sqlite")
def on_sqlite(element: days_between, compiler: Any, **kw: Any) -> str:
    """Subtract Julian days: SQLite keeps days as text."""
    first, second = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"CAST(julianday({second}) - julianday({first}) AS INTEGER)"


class day_of(FunctionElement[date]):  # noqa: N801 - it reads as the function it is
    """A day kept as ISO 8601 text, as the kinds' own fields keep it."""

    type = Date()
    inherit_cache = True


@compiles(day_of)
def day_on_most_databases(element: day_of, compiler: Any, **kw: Any) -> str:
    """Turn the text into a day."""
    (words,) = element.clauses
    return f"CAST({compiler.process(words, **kw)} AS DATE)"


@compiles(day_of, "sqlite")
def day_on_sqlite(element: day_of, compiler: Any, **kw: Any) -> str:
    """Leave the text: SQLite keeps days so."""
    (words,) = element.clauses
    return f"({compiler.process(words, **kw)})"
