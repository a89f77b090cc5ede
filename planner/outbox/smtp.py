"""The mail server: handing a mail over, and what its refusals mean."""

import smtplib
import ssl
from collections.abc import Mapping
from email.message import EmailMessage
from typing import Any

from planner.outbox.letters import Letter

PATIENCE = 20
"""Seconds to wait for the mail server."""
PERMANENT = 500
"""From this reply on another try is useless (RFC 5321 4.2.1)."""


def has_server(settings: Mapping[str, Any]) -> bool:
    """Say whether a mail server is set."""
    return bool(settings["RAPPORT_SMTP_HOST"])


def message_of(letter: Letter, to: str, number: str, settings: Mapping[str, Any]) -> EmailMessage:
    """Return a plain-text mail with its files; one number is one mail to readers."""
    message = EmailMessage()
    message["From"] = settings["RAPPORT_MAIL_FROM"]
    message["To"] = to
    message["Subject"] = letter.subject
    message["Message-ID"] = f"<{number}@rapport>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.body)
    for one in letter.files:
        kind, _slash, form = one.mime.partition(";")[0].partition("/")
        message.add_attachment(one.octets, maintype=kind, subtype=form, filename=one.name)
    return message


def hand_over(message: EmailMessage, settings: Mapping[str, Any]) -> None:
    """Hand the mail to the mail server; OSError or SMTPException when it does not take it."""
    with smtplib.SMTP(
        settings["RAPPORT_SMTP_HOST"], int(settings["RAPPORT_SMTP_PORT"]), timeout=PATIENCE
    ) as server:
        if settings["RAPPORT_SMTP_TLS"] == "yes":
            server.starttls()
        if settings["RAPPORT_SMTP_USER"]:
            server.login(settings["RAPPORT_SMTP_USER"], settings["RAPPORT_SMTP_PASSWORD"])
        server.send_message(message)


def reply_of(error: Exception) -> int | None:
    """Return the number of the mail server's refusal; None when it gave none."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return next((code for code, _words in error.recipients.values()), None)
    return error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else None


def word_for(error: Exception) -> str:
    """Return why a mail was not taken: one word, and the reply's number; never its text."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        word = "recipient"
    elif isinstance(error, smtplib.SMTPSenderRefused):
        word = "sender"
    elif isinstance(error, smtplib.SMTPAuthenticationError):
        word = "sign-in"
    elif isinstance(error, ssl.SSLError | smtplib.SMTPNotSupportedError):
        word = "tls"
    elif isinstance(error, smtplib.SMTPResponseException):
        word = "refused"
    else:
        word = "unreachable"
    code = reply_of(error)
    return f"{word} {code}" if code else word


def is_for_good(error: Exception) -> bool:
    """Say whether the mail server will never take this mail: it knows no such recipient."""
    code = reply_of(error)
    is_of_this_mail = not isinstance(error, smtplib.SMTPAuthenticationError)
    return is_of_this_mail and code is not None and code >= PERMANENT
