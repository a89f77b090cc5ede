"""Mails that wait to be sent, and what became of them."""

from datetime import datetime
from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from planner.choices import MailState
from planner.db import Base, choice, pk
from planner.leases import Leased


class Mail(Base, Leased):
    """A mail to be sent: to whom and about what, never its words.

    The words are written when it is sent, so that a secret link never lies in the database.
    """

    __tablename__ = "mail"

    id: Mapped[pk]
    kind: Mapped[str] = mapped_column(String(40))
    recipient: Mapped[str] = mapped_column(String(254), default="", server_default="")
    """The address; empty for a mail to nobody, which costs as much and is never sent."""
    about: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What its words are written from: keys of rows."""
    state: Mapped[MailState] = mapped_column(choice(MailState, "state"), default=MailState.WAITING)
    posted_at: Mapped[datetime] = mapped_column(index=True)
    good_until: Mapped[datetime]
    """After this moment it is not sent any more."""
    ended_at: Mapped[datetime | None]
    error: Mapped[str] = mapped_column(String(60), default="", server_default="")
    """Why the last try failed: a word, and the mail server's number where it gave one."""
