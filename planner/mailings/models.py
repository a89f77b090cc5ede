"""A report that was mailed to one colleague, and its files as they were sent."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.accounts.models import User
from planner.choices import MailState, Marking
from planner.db import Base, choice, line, pk, text


class MailedReport(Base):
    """One report for one colleague: by whom, of which filter, and what became of the mail."""

    __tablename__ = "mailed_report"

    id: Mapped[pk]
    report: Mapped[str] = mapped_column(String(40))
    """Its name in addresses."""
    title: Mapped[line]
    query: Mapped[text]
    """The filter, as the address of the report's page holds it."""
    message: Mapped[text]
    by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    to_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    marking: Mapped[Marking]
    rights: Mapped[str] = mapped_column(String(64))
    """A hash of what the colleague might see when the files were made."""
    made_at: Mapped[datetime]
    state: Mapped[MailState] = mapped_column(
        choice(MailState, "mailed_state"), default=MailState.WAITING
    )
    ended_at: Mapped[datetime | None]
    """When the mail server took the mail, or nobody tries any more."""
    by: Mapped[User] = relationship(foreign_keys=by_id)
    to: Mapped[User] = relationship(foreign_keys=to_id)
    files: Mapped[list["MailedFile"]] = relationship(
        back_populates="mailed", order_by="MailedFile.id"
    )


class MailedFile(Base):
    """A file of a mailed report, octet by octet as it was sent."""

    __tablename__ = "mailed_file"
    __table_args__ = (UniqueConstraint("mailed_report_id", "form"),)

    id: Mapped[pk]
    mailed_report_id: Mapped[int] = mapped_column(
        ForeignKey("mailed_report.id", ondelete="RESTRICT")
    )
    form: Mapped[str] = mapped_column(String(10))
    name: Mapped[line]
    mime: Mapped[str] = mapped_column(String(100))
    rows: Mapped[int]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    octets: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    mailed: Mapped[MailedReport] = relationship(back_populates="files")
