"""How a kind's own field is declared, and what a value of it may be."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any

from flask_babel import gettext as _
from pydantic import AfterValidator, BeforeValidator, Field, Strict

from planner.shapes.values import LONGEST_TEXT, MOST_HEADS, Day, TermCode, a_line, cleaned, refused
from planner.text.reading import DAY

LONGEST_LINE = 200


class FieldType(StrEnum):
    """How the value of a kind's field is typed in."""

    LINE = "line"
    TEXT = "text"
    NUMBER = "number"
    YES_NO = "yes_no"
    DAY = "day"
    CHOICE = "choice"
    CHOICES = "choices"


MOST = {
    FieldType.LINE: LONGEST_LINE,
    FieldType.TEXT: LONGEST_TEXT,
    FieldType.NUMBER: MOST_HEADS,
}
"""The longest text in characters, or the largest number, unless the field says less."""


@dataclass(frozen=True)
class KindField:
    """One field of a kind: its key in `details`, its label, its type and what it may hold.

    Form, shape and action ask this declaration and nothing else.
    """

    name: str
    label: Any
    type: FieldType = FieldType.LINE
    choices: Mapping[str, Any] = field(default_factory=dict, hash=False)
    table: str = ""
    """The reference table whose rows it chooses from; that a row is there the action asks."""
    hint: Any = field(default="", hash=False)
    is_material: bool = False
    """Whether an approval binds it (`material.py`)."""
    is_of_its_time: bool = False
    """Whether it tells of this one event: a clearance, a release, a result. Copies leave it out."""
    is_counted: bool = False
    """Whether a metric or an indicator reads it: it is a column (`events/counted_details.py`)."""
    limit: int | None = None
    """Characters at most, or the largest number; None for that of the type."""

    @property
    def most(self) -> int:
        """Return how many characters at most, or the largest number; 0 where neither is asked."""
        return self.limit if self.limit is not None else MOST.get(self.type, 0)


def not_a_yes(value: Any) -> Any:
    """Refuse yes and no where a number stands; Python takes them for 1 and 0."""
    if isinstance(value, bool):
        raise refused("number", _("Enter a number."))
    return value


def as_day(value: Any) -> Any:
    """Refuse what is neither a day nor its ISO text; numbers would be read as seconds."""
    is_text = isinstance(value, str) and DAY.fullmatch(value)
    if value is None or is_text or isinstance(value, datetime.date):
        return value
    raise refused("day", _("Enter a day."))


def one_of(choices: Mapping[str, Any]) -> AfterValidator:
    """Return the check that a code is one of what is offered."""

    def check(code: str) -> str:
        if code not in choices:
            raise refused("choice", _("Choose one of what is offered."))
        return code

    return AfterValidator(check)


def each_of(choices: Mapping[str, Any]) -> AfterValidator:
    """Return the check that every code is one of what is offered; each once, in their order."""

    def check(codes: list[str]) -> list[str]:
        if not set(codes) <= choices.keys():
            raise refused("choice", _("Choose from what is offered."))
        return [code for code in choices if code in codes]

    return AfterValidator(check)


def as_codes(value: Any) -> Any:
    """Refuse what is no list of codes."""
    if not isinstance(value, list | tuple | set | frozenset):
        raise refused("choice", _("Choose from what is offered."))
    return list(value)


def type_of(declared: KindField) -> Any:
    """Return the type of a field's value as a shape validates it."""
    match declared.type:
        case FieldType.LINE:
            return a_line(declared.most)
        case FieldType.TEXT:
            return Annotated[str, Field(max_length=declared.most), BeforeValidator(cleaned)]
        case FieldType.NUMBER:
            return Annotated[int, Field(ge=0, le=declared.most), BeforeValidator(not_a_yes)]
        case FieldType.YES_NO:
            return Annotated[bool, Strict()]
        case FieldType.DAY:
            return Annotated[Day, BeforeValidator(as_day)]
        case FieldType.CHOICE:
            return Annotated[str, one_of(declared.choices)]
    if declared.table:
        return Annotated[list[TermCode], BeforeValidator(as_codes)]
    return Annotated[list[str], BeforeValidator(as_codes), each_of(declared.choices)]
