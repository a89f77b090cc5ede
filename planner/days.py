"""Counting days in the database: the one place where the two databases say it differently."""

from typing import Any

from sqlalchemy import Integer
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
