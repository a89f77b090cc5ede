"""What is asked about the outbox."""

from datetime import datetime

from sqlalchemy import func, select

from planner.choices import MailState
from planner.db import db
from planner.keyset import PAGE, Key, Slice, SortKey, page_statement, slice_of
from planner.outbox.models import Mail

NEWEST_FIRST = (SortKey(Mail.id, is_descending=True),)
TO_SOMEBODY = Mail.recipient != ""


def mail_page(after: Key | None = None, before: Key | None = None, size: int = PAGE) -> Slice[Mail]:
    """Return one page of the mails, newest first."""
    asked = select(Mail).where(TO_SOMEBODY)
    total = db.session.scalar(select(func.count(Mail.id)).where(TO_SOMEBODY))
    rows = db.session.scalars(page_statement(asked, NEWEST_FIRST, size, after, before)).all()
    return slice_of(rows, lambda mail: (mail.id,), size, after, before, total)


def mails_waiting_since(moment: datetime) -> int:
    """Return how many mails were posted before a moment and wait still."""
    late = select(func.count(Mail.id)).where(
        TO_SOMEBODY, Mail.state == MailState.WAITING, Mail.posted_at <= moment
    )
    return db.session.scalar(late) or 0


def mails_given_up_since(moment: datetime) -> int:
    """Return how many mails were given up after a moment."""
    lost = select(func.count(Mail.id)).where(
        TO_SOMEBODY, Mail.state == MailState.GIVEN_UP, Mail.ended_at > moment
    )
    return db.session.scalar(lost) or 0


def newest_mails(number: int) -> list[Mail]:
    """Return the newest mails, the newest first."""
    newest = select(Mail).where(TO_SOMEBODY).order_by(Mail.id.desc()).limit(number)
    return list(db.session.scalars(newest))
