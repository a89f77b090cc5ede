"""A copy that left: of which nation's brief, to whom, what was in it, octet by octet."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.accounts.models import User
from planner.choices import Marking
from planner.db import Base, line, pk


class ReleasedCopy(Base):
    """What left the office for a partner; it is never changed."""

    __tablename__ = "released_copy"

    id: Mapped[pk]
    nation_code: Mapped[str] = mapped_column(ForeignKey("nation.code"), index=True)
    """Of whose brief it is a copy."""
    to_code: Mapped[str] = mapped_column(ForeignKey("nation.code"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime]
    marking: Mapped[Marking]
    """The highest marking of what is in it."""
    parts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """How many rows each part holds, by the name of the part."""
    name: Mapped[line]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    octets: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    by: Mapped[User] = relationship()
