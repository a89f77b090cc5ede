"""What My desk remembers of a user."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from planner.db import Base, pk


class DeskSeen(Base):
    """Up to which moment a user has read what others did at their events."""

    __tablename__ = "desk_seen"

    id: Mapped[pk]
    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), unique=True
    )
    seen_at: Mapped[datetime]
