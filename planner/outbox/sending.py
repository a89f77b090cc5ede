"""Sending what waits: one mail at a time, outside any transaction, tried again with pauses.

A mail that was handed over and not noted, since the process ended in between, is sent once
more under the same number.
"""

import contextvars
import logging
import smtplib
from datetime import datetime, timedelta
from typing import Any

from blinker import Namespace
from flask import Flask, current_app
from sqlalchemy import delete, update

from planner import clock
from planner.choices import MailState
from planner.db import db
from planner.lease_queries import claim
from planner.leases import NOBODY_HOLDS, still_held
from planner.outbox.letters import Letter, kind_of_letter
from planner.outbox.models import Mail
from planner.outbox.smtp import hand_over, has_server, is_for_good, message_of, word_for
from planner.text.logwords import told
from planner.web.apart import request_apart

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 30, 60))
"""Between two tries; the last one is repeated until the mail is not worth sending."""
KEPT_FOR = timedelta(days=7)
"""How long the outbox remembers a mail that was sent or given up."""
mail_ended = Namespace().signal("mail-ended")
"""Sent with `mail`, `state`, `at` and the `connection` that writes it, when it is dealt with."""
table = Mail.metadata.tables["mail"]
log = logging.getLogger("planner.mail")


def send_next() -> bool:
    """Deal with the mail that is due longest; False when none is due, or no server is set."""
    if not has_server(current_app.config):
        return False
    now = clock.now()
    with db.engine.begin() as connection:
        mail = claim(connection, table, [MailState.WAITING], now=now)
    if mail is None:
        return False
    note(mail, send(mail, now))
    return True


def send(mail: Any, now: datetime) -> dict[str, Any]:
    """Send a mail that is held; return what its row says from now on."""
    if not mail.recipient:
        return {}
    if now > mail.good_until:
        return ended(MailState.GIVEN_UP, now, mail.error or "late")
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    try:
        letter = contextvars.Context().run(written, app, mail)
    except Exception as error:  # a fault of ours must not keep the other mails waiting
        log.error("mail %s could not be written: %s", mail.id, told(error))  # noqa: TRY400
        return later(mail, now, "unwritten")
    if letter is None:
        return ended(MailState.STOPPED, now, "")
    return handed_over(mail, letter, now)


def handed_over(mail: Any, letter: Letter, now: datetime) -> dict[str, Any]:
    """Hand a mail to the server; return what its row says from now on."""
    settings = current_app.config
    try:
        message = message_of(letter, mail.recipient, number_of(mail), settings)
        hand_over(message, settings)
    except (OSError, smtplib.SMTPException) as error:
        log.warning("mail %s was not sent: %s", mail.id, word_for(error))
        if is_for_good(error):
            return ended(MailState.GIVEN_UP, now, word_for(error))
        return later(mail, now, word_for(error))
    return ended(MailState.SENT, now, "")


def written(app: Flask, mail: Any) -> Letter | None:
    """Write the words of a mail in a request of its own; None when it has become needless."""
    kind = kind_of_letter(mail.kind)
    with request_apart(app, "", f"mail-{mail.id}"):
        return kind.write(mail.about) if kind else None


def number_of(mail: Any) -> str:
    """Return the number that a mail bears at every try."""
    return f"{mail.id}.{int(mail.posted_at.timestamp())}"


def ended(state: MailState, now: datetime, error: str) -> dict[str, Any]:
    """Return the columns of a mail that nothing is done with any more."""
    return {"state": state, "ended_at": now, "error": error, **NOBODY_HOLDS}


def later(mail: Any, now: datetime, error: str) -> dict[str, Any]:
    """Return the columns of a mail that is tried again; given up when that would be too late."""
    due = now + PAUSES[min(mail.tries, len(PAUSES)) - 1]
    if due > mail.good_until:
        return ended(MailState.GIVEN_UP, now, error)
    return {"due_at": due, "error": error, **NOBODY_HOLDS}


def note(mail: Any, values: dict[str, Any]) -> None:
    """Write down what became of a mail; one to nobody leaves no trace."""
    mine = still_held(table, mail.id, mail.held_by)
    statement = update(table).where(mine).values(values) if values else delete(table).where(mine)
    with db.engine.begin() as connection:
        connection.execute(statement)
        if (state := values.get("state")) is not None:
            told = {"mail": mail, "state": state, "at": values["ended_at"]}
            mail_ended.send(None, connection=connection, **told)


def sweep_mails(now: datetime) -> None:
    """Forget mails that ended long ago, and end those that nobody sent in their time."""
    is_over = table.c.state != MailState.WAITING
    is_late = (table.c.state == MailState.WAITING) & (table.c.good_until < now)
    is_free = table.c.held_until.is_(None) | (table.c.held_until <= now)
    given_up = ended(MailState.GIVEN_UP, now, "late")
    with db.engine.begin() as connection:
        connection.execute(delete(table).where(is_over, table.c.ended_at < now - KEPT_FOR))
        connection.execute(delete(table).where(is_late, is_free, table.c.recipient == ""))
        connection.execute(update(table).where(is_late, is_free).values(given_up))
