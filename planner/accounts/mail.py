"""Mail to users: written here, sent by a thread so that an answer tells nothing by its time."""

import logging
import smtplib
from collections.abc import Mapping
from email.message import EmailMessage
from threading import Thread
from typing import Any

PATIENCE = 20  # seconds to wait for the mail server
log = logging.getLogger("planner.mail")


def can_send(settings: Mapping[str, Any]) -> bool:
    """Say whether resets go by mail: that takes a mail server and a fixed public address.

    Without the fixed address a link would be built from what the request claims to be its
    host, which anybody can forge.
    """
    return bool(settings["RAPPORT_SMTP_HOST"] and settings["RAPPORT_BASE_URL"])


def letter(to: str, subject: str, body: str, settings: Mapping[str, Any]) -> EmailMessage:
    """Return a plain-text mail."""
    message = EmailMessage()
    message["From"] = settings["RAPPORT_MAIL_FROM"]
    message["To"] = to
    message["Subject"] = subject
    message.set_content(body)
    return message


def send(message: EmailMessage, settings: Mapping[str, Any]) -> None:
    """Hand the mail to the mail server; a failure is logged without the addressee."""
    try:
        with smtplib.SMTP(
            settings["RAPPORT_SMTP_HOST"], int(settings["RAPPORT_SMTP_PORT"]), timeout=PATIENCE
        ) as server:
            if settings["RAPPORT_SMTP_TLS"] == "yes":
                server.starttls()
            if settings["RAPPORT_SMTP_USER"]:
                server.login(settings["RAPPORT_SMTP_USER"], settings["RAPPORT_SMTP_PASSWORD"])
            server.send_message(message)
    except (OSError, smtplib.SMTPException) as error:
        log.error("a mail could not be sent: %s", type(error).__name__)  # noqa: TRY400


def send_later(message: EmailMessage, settings: Mapping[str, Any]) -> Thread:
    """Send the mail from a thread of its own and return the thread."""
    thread = Thread(target=send, args=(message, dict(settings)), name="mail")
    thread.start()
    return thread
