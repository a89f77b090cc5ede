"""Counting days in the database: the one place where the two databases say it differently."""

from datetime import date
from typing import Any

from sqlalchemy import Date, Integer, literal
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


class days_after(FunctionElement[date]):  # noqa: N801 - it reads as the function it is
    """The day so many days after another, or before it when the number is negative."""

    type = Date()
    inherit_cache = True

    def __init__(self, day: Any, days: int) -> None:
        super().__init__(day, literal(days, Integer()))


@compiles(days_after)
def after_on_most_databases(element: days_after, compiler: Any, **kw: Any) -> str:
    """Add the days, which gives a day."""
    day, days = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"({day} + CAST({days} AS INTEGER))"


@compiles(days_after, "sqlite")
def after_on_sqlite(element: days_after, compiler: Any, **kw: Any) -> str:
    """Have SQLite add the days to its text; it takes a number with or without a sign."""
    day, days = (compiler.process(clause, **kw) for clause in element.clauses)
    return f"date({day}, {days} || ' days')"
