"""The commonest values by name: lines, texts that have to say something, links, addresses."""

import re
from decimal import Decimal
from typing import Annotated, Any

from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext as _
from pydantic import AfterValidator, BeforeValidator, Field

from planner.shapes.values import (
    LARGEST_KEY,
    LONGEST_TEXT,
    NationCode,
    a_number,
    cleaned,
    cleaned_line,
    refused,
)

KIND_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
MAILBOX = re.compile(r"[^@\s]+@[^@\s]+")
LARGEST_FIGURE = Decimal(10**12 - 1)
PLACES = 4
"""What a column for figures holds (NUMERIC 16, 4)."""


def is_link(address: str) -> str:
    """Refuse a link that is not one to a page: only http and https are safe to click."""
    if address and not address.lower().startswith(("http://", "https://")):
        raise refused("link", _("Enter a link that starts with https:// or http://."))
    return address


def is_mailbox(address: str) -> str:
    """Refuse what is no address of a mailbox."""
    if not MAILBOX.fullmatch(address):
        raise refused("address", _("Enter an address such as name@office.example"))
    return address


def is_mail_address(address: str) -> str:
    """Refuse an address that no mail can go to; none at all is the empty text."""
    try:
        if address:
            validate_email(address, check_deliverability=False)
    except EmailNotValidError:
        raise refused("address", _("Enter an address such as name@example.org.")) from None
    return address


def is_kind_code(code: str) -> str:
    """Refuse what is no code of a kind of event: small letters, digits and underscores."""
    if code and not KIND_CODE.fullmatch(code):
        raise refused("choice", _("Choose one of what is offered."))
    return str(code)


def is_new_code(code: str) -> str:
    """Refuse, for a row that is added, what is no code of a row, and say what one is made of."""
    if code and not KIND_CODE.fullmatch(code):
        words = _("Enter a code of at most 40 small letters, digits and underscores.")
        raise refused("code", words)
    return str(code)


def none_if_blank(value: Any) -> Any:
    """Take the empty text of a select for nothing chosen."""
    return None if isinstance(value, str) and not value.strip() else value


def one_blank(value: Any) -> Any:
    """Clean a line and leave one blank between its words."""
    found = cleaned_line(value)
    return " ".join(found.split()) if isinstance(found, str) else found


OR_NONE = BeforeValidator(none_if_blank)
ONE_LINE = BeforeValidator(cleaned_line)
SINGLE_BLANKS = BeforeValidator(one_blank)
Line = Annotated[str, Field(max_length=200), ONE_LINE]
"""A text of one line, as long as the columns for names are."""
Title = Annotated[str, Field(min_length=1, max_length=200), ONE_LINE]
"""A line that has to say something."""
Code = Annotated[str, Field(min_length=1, max_length=20), ONE_LINE]
Line40 = Annotated[str, Field(max_length=40), ONE_LINE]
Line60 = Annotated[str, Field(max_length=60), ONE_LINE]
Line500 = Annotated[str, Field(max_length=500), ONE_LINE]
Telling = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT), BeforeValidator(cleaned)]
"""A longer text that has to say something."""
Note = Annotated[str, Field(max_length=5000), BeforeValidator(cleaned)]
Link = Annotated[str, Field(max_length=500), ONE_LINE, AfterValidator(is_link)]
MailAddress = Annotated[str, Field(max_length=254), ONE_LINE, AfterValidator(is_mail_address)]
"""Where a person is reached by mail, or nothing."""
SignInName = Annotated[
    str, Field(min_length=1, max_length=254), ONE_LINE, AfterValidator(is_mailbox)
]
"""The address by which a user signs in; an office may have a domain of its own."""
KindCode = Annotated[str, ONE_LINE, AfterValidator(is_kind_code)]
"""The code of a kind of event; that there is such a kind is asked by the action."""
NewCode = Annotated[str, ONE_LINE, AfterValidator(is_new_code)]
"""The code that a row gets when it is added: it begins with a letter, and never changes."""
DayCount = Annotated[int, Field(ge=1, le=3650), BeforeValidator(a_number)]
"""Days until something is late."""
NationChoice = Annotated[NationCode | None, OR_NONE]
"""A nation that may be left out."""
Whole = Annotated[int, Field(ge=0, le=LARGEST_KEY), BeforeValidator(a_number)]
"""Any number of things that a column can hold."""
Measured = Annotated[
    Decimal,
    Field(ge=-LARGEST_FIGURE, le=LARGEST_FIGURE, decimal_places=PLACES),
    BeforeValidator(a_number),
]
"""A number as indicators have them."""
