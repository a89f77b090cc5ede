"""A person as their record is written, and why names leave the product."""

from typing import Annotated, Literal

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from pydantic import AfterValidator, Field

from planner.choices import RetentionClass
from planner.shapes.base import Ask, Shape
from planner.shapes.lines import ONE_LINE, Line, Line60, MailAddress, Title
from planner.shapes.same_person import UNASKED, SamePerson
from planner.shapes.values import Day, Key, NationCode, Text, refused


class WrittenPerson(Shape):
    """What the office keeps of a person, and no more (DOMAIN 3)."""

    rank: Line60 = ""
    name: Annotated[Title, Ask(_l("Enter the name."))]
    name_native: Line = ""
    nation_code: Annotated[NationCode, Ask(_l("Choose the nation."))]
    organisation_id: Key | None = None
    armed_service: Line60 = ""
    post: Line = ""
    languages: Line = ""
    email: MailAddress = ""
    phone: Line60 = ""
    tour_ends_on: Day | None = None
    is_cleared: bool = False
    clearance_expires_on: Day | None = None
    special_needs: Text = ""
    has_consent: bool = False
    purpose: Annotated[Title, Ask(_l("Say what it is kept for."))] = ""
    """Left out, somebody new takes part in events."""
    retention: RetentionClass = RetentionClass.CONTACT
    answer: SamePerson = UNASKED


def is_reason(text: str) -> str:
    """Refuse a reason that is no sentence."""
    if text and len(text) < 10:
        raise refused("reason", _("Say it in 10 to 200 characters."))
    return text


class NamesExport(Shape):
    """Why names leave the product, and in which file."""

    reason: Annotated[
        str,
        Field(min_length=1, max_length=200),
        ONE_LINE,
        AfterValidator(is_reason),
        Ask(_l("Say what the names are needed for.")),
    ]
    suffix: Literal["csv", "xlsx", "print"]
