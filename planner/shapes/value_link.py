"""Asking somebody outside for one value, and what they give."""

from datetime import date
from typing import Annotated

from flask_babel import lazy_gettext as _l
from pydantic import BeforeValidator, Field

from planner.shapes.base import Ask, Shape
from planner.shapes.indicator import Counted, ValueSeen, WrittenValue
from planner.shapes.lines import Measured, Note, Title
from planner.shapes.measured import PercentageValue
from planner.shapes.objective import FirstDay, LastDay
from planner.shapes.values import a_number

DAYS_OPEN = 30
"""How long a link is good for, unless its maker says otherwise."""


class AskedOutside(Shape):
    """Whom somebody asks for a value of which days, and how long the link is good for."""

    asked_of: Annotated[Title, Ask(_l("Enter whom you ask"))]
    starts_on: FirstDay
    ends_on: LastDay
    days: Annotated[
        int, Field(ge=1, le=90), BeforeValidator(a_number), Ask(_l("Enter 1 to 90 days"))
    ] = DAYS_OPEN


class Giver(Shape):
    """Who outside gives a value, and what they say of it."""

    note: Note = ""
    giver_name: Annotated[Title, Ask(_l("Enter your name"))]
    giver_organisation: Annotated[Title, Ask(_l("Enter your organisation"))]
    confirmed: Measured | None = None
    """The value that was said to be right though it lies far from its series."""

    def as_value(self, seen_on: date) -> ValueSeen:
        """Return it as a recorded value is written."""
        raise TypeError("a giver alone gives no value")


class GivenValue(Giver):
    """A number, or the place of a word on the scale, that somebody outside gives."""

    value: Annotated[Measured, Ask(_l("Enter the value"))]

    def as_value(self, seen_on: date) -> WrittenValue:
        """Return it as a recorded value is written."""
        return WrittenValue(
            seen_on=seen_on, value=self.value, note=self.note, confirmed=self.confirmed
        )


class GivenPercentage(Giver):
    """So many of so many, as somebody outside gives it."""

    numerator: Annotated[Counted, Ask(_l("Enter how many it is true of"))]
    denominator: Annotated[Counted, Ask(_l("Enter how many there are in all"))]

    def as_value(self, seen_on: date) -> PercentageValue:
        """Return it as a recorded value is written; Misfit where it is no part of a whole."""
        return PercentageValue(
            seen_on=seen_on,
            numerator=self.numerator,
            denominator=self.denominator,
            note=self.note,
            confirmed=self.confirmed,
        )
