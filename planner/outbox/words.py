"""A mail's kind and its fault in the reader's words."""

from typing import Any

from flask_babel import lazy_gettext as _l

from planner.outbox.letters import kind_of_letter
from planner.outbox.models import Mail

ERRORS: dict[str, Any] = {
    "recipient": _l("The mail server does not take mail for this address."),
    "sender": _l("The mail server does not take mail from RAPPORT_MAIL_FROM."),
    "sign-in": _l("The mail server refused RAPPORT_SMTP_USER or its password."),
    "tls": _l("No encrypted connection with the mail server came about."),
    "refused": _l("The mail server refused the mail."),
    "unreachable": _l("The mail server cannot be reached."),
    "unwritten": _l("The mail could not be written; the log says why."),
    "late": _l("It was not sent in its time."),
}
"""By the word that the row keeps."""


def error_words(mail: Mail) -> str:
    """Return why the last try failed, with the mail server's number; empty when none did."""
    word, _space, code = mail.error.partition(" ")
    words = str(ERRORS.get(word, word))
    return f"{words} ({code})" if code else words


def kind_words(mail: Mail) -> str:
    """Return what a mail is about; of a kind that is no more, its name."""
    kind = kind_of_letter(mail.kind)
    return str(kind.label) if kind else mail.kind
