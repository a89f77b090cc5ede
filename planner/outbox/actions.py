"""What is done with mails: post one, try it at once, stop it."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from planner.choices import MailState
from planner.db import db
from planner.errors import RuleBroken
from planner.outbox.letters import kind_of_letter
from planner.outbox.models import Mail


def post(kind: str, to: str, *, about: dict[str, Any], now: datetime) -> Mail:
    """Put a mail into the outbox, in the transaction of what causes it.

    An empty address stands for nobody: the row costs the same and is thrown away unsent.
    """
    found = kind_of_letter(kind)
    if found is None:
        raise ValueError(f"no room declares the kind of mail {kind}")
    mail = Mail(
        kind=kind,
        recipient=to,
        about=about,
        posted_at=now,
        due_at=now,
        good_until=now + found.good_for,
    )
    db.session.add(mail)
    db.session.flush()
    return mail


def try_mail_now(mail: Mail, *, now: datetime) -> Mail:
    """Let the next try follow at once."""
    check_that_it_waits(mail)
    mail.due_at = now
    return mail


def stop_mail(mail: Mail, *, now: datetime) -> Mail:
    """Keep a mail from being sent."""
    check_that_it_waits(mail)
    mail.state, mail.ended_at = MailState.STOPPED, now
    return mail


def check_that_it_waits(mail: Mail) -> None:
    """Raise RuleBroken when a mail has been sent or given up."""
    if mail.state is not MailState.WAITING:
        state = str(mail.state.label).lower()
        raise RuleBroken(_("This mail waits no longer; it is: %(state)s.", state=state))
