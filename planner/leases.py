"""Rows that one worker at a time works on: claimed for a while, and free again after it.

A worker that dies leaves its row to whoever comes after the lease has run out.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, String, Table, and_
from sqlalchemy.orm import Mapped, mapped_column

LEASE = timedelta(seconds=60)
"""How long a claim holds unless it is renewed."""
NOBODY_HOLDS: dict[str, Any] = {"held_by": "", "held_until": None}
"""The columns of a row that is given back."""


class Leased:
    """A row of work: when it is due, how often it was tried, who holds it and until when."""

    due_at: Mapped[datetime] = mapped_column(index=True)
    tries: Mapped[int] = mapped_column(default=0)
    held_by: Mapped[str] = mapped_column(String(32), default="", server_default="")
    """A random word of the claim; another claim has another one."""
    held_until: Mapped[datetime | None]


def still_held(table: Table, key: int, by: str) -> ColumnElement[bool]:
    """Return the condition that a row is still held under a claim."""
    return and_(table.c.id == key, table.c.held_by == by)
