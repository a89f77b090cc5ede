"""The rendered calendar entry of each event, and private feeds."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.accounts.models import User
from planner.calendars.audiences import Audience
from planner.db import Base, choice, line, pk
from planner.events.models import Event


class CalendarEntry(Base):
    """An event's VEVENT for one audience, rendered when what it shows changes (CALENDAR 2 to 4).

    Up to OFFICIAL there is the full one alone. The row has no restriction of its own: it is
    only ever read joined to its event, whose marking says which audience is told.
    """

    __tablename__ = "calendar_entry"

    event_id: Mapped[int] = mapped_column(
        ForeignKey("event.id", ondelete="CASCADE"), primary_key=True
    )
    audience: Mapped[Audience] = mapped_column(
        choice(Audience, "audience"), primary_key=True, server_default=Audience.FULL
    )
    setting: Mapped[str] = mapped_column(String(5), default="", server_default="")
    """What the office let calendars tell when this was stamped; empty up to OFFICIAL."""
    sequence: Mapped[int] = mapped_column(default=0)
    """RFC 5545 3.8.7.4: what is told rises above every audience's number when it changes."""
    modified_at: Mapped[datetime] = mapped_column(index=True)
    """LAST-MODIFIED and DTSTAMP (RFC 5545 3.8.7.2, 3.8.7.3)."""
    digest: Mapped[str] = mapped_column(String(64))
    body: Mapped[bytes] = mapped_column(LargeBinary)
    event: Mapped[Event] = relationship()


class Feed(Base):
    """A named calendar subscription of one user, with its own secret and stored filter."""

    __tablename__ = "feed"
    __table_args__ = (Index("ix_feed_token_hash", "token_hash", unique=True),)

    id: Mapped[pk]
    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[line]
    query: Mapped[str] = mapped_column(String(2000), default="")
    """The event filter, as a query string; the feed reads nothing from the session."""
    tells_due: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether it carries what its user owes by a day as well: reports, follow-ups and the rest."""
    token_hash: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
    fetched_at: Mapped[datetime | None]
    fetched_by: Mapped[line] = mapped_column(default="")
    fetch_count: Mapped[int] = mapped_column(default=0)
    etag: Mapped[str] = mapped_column(String(64), default="", server_default="")
    """What the feed held when it was last asked for, as a hash."""
    changed_at: Mapped[datetime | None]
    """When that was first seen to differ: Last-Modified, moving on removals too (CALENDAR 21)."""
    user: Mapped[User] = relationship()
