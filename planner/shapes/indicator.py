"""Indicators, their targets and their values as they are written."""

import re
from decimal import Decimal
from typing import Annotated

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field

from planner.choices import Aggregation, Direction, IndicatorLevel, IndicatorSource, Rhythm
from planner.shapes.base import Ask, Shape
from planner.shapes.lines import ONE_LINE, PLACES, Code, Line500, Measured, Note, Title
from planner.shapes.objective import FirstDay, LastDay
from planner.shapes.values import Day, Key, a_number, refused


class WrittenIndicator(Shape):
    """An indicator and its baseline."""

    code: Annotated[Code, Ask(_l("Enter a code"))]
    name: Annotated[Title, Ask(_l("Enter what is measured"))]
    unit: Annotated[str, Field(min_length=1, max_length=40), ONE_LINE, Ask(_l("Enter a unit"))]
    level: IndicatorLevel
    direction: Direction
    source: IndicatorSource = IndicatorSource.MANUAL
    aggregation: Aggregation = Aggregation.LATEST
    is_yearly: bool = False
    baseline: Measured | None = None
    baseline_on: Day | None = None
    value_weight: Annotated[
        Decimal,
        Field(ge=0, le=1000, decimal_places=PLACES),
        BeforeValidator(a_number),
        Ask(_l("Enter a weight")),
    ] = Decimal(1)


class OwedValues(Shape):
    """Who owes the values of an indicator, how often, and by which day the next one."""

    owner_id: Key | None = None
    rhythm: Rhythm = Rhythm.NONE
    typed_due_on: Day | None = None


class WrittenTarget(Shape):
    """The value wanted by the end of a period."""

    starts_on: FirstDay
    ends_on: LastDay
    value: Annotated[Measured, Ask(_l("Enter the value wanted"))]


def is_evidence(address: str) -> str:
    """Refuse evidence that is no address of a page; none at all is the empty text."""
    if address and not re.fullmatch(r"https?://\S+", address):
        raise refused("link", _("Enter an address that begins with https://"))
    return address


class WrittenValue(Shape):
    """A value seen on a day, with its evidence."""

    seen_on: Annotated[Day, Ask(_l("Enter the day it was seen"))]
    value: Annotated[Measured, Ask(_l("Enter the value"))]
    note: Note = ""
    evidence_url: Annotated[Line500, AfterValidator(is_evidence)] = ""


class RestoredValue(WrittenValue):
    """A removed value that is brought back, its first author and moment kept."""

    author_id: Key | None
    created_at: AwareDatetime
    writer_ids: tuple[Key, ...] = ()
    is_from_before: bool = False
