"""A filter of a list, kept under a name."""

from sqlalchemy import (
    ForeignKey,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from planner.db import Base, line, pk


class SavedFilter(Base):
    """A search, or a list's filter, kept under a name by one user."""

    __tablename__ = "saved_filter"
    __table_args__ = (UniqueConstraint("user_id", "page", "name"),)

    id: Mapped[pk]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    page: Mapped[str] = mapped_column(String(40))
    name: Mapped[line]
    query: Mapped[str] = mapped_column(String(2000))
    position: Mapped[int | None]
    """Its place on the user's desk; None where it is not pinned."""
