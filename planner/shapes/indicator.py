"""Indicators that measure a number, targets and values, as they are written."""

import re
from decimal import Decimal
from typing import Annotated, ClassVar

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field

from planner.choices import (
    Aggregation,
    Direction,
    IndicatorLevel,
    IndicatorSource,
    MeasuredAs,
    PartedBy,
    Rhythm,
)
from planner.shapes.base import Ask, Shape
from planner.shapes.lines import (
    LARGEST_FIGURE,
    ONE_LINE,
    PLACES,
    Code,
    Line,
    Line500,
    Measured,
    Note,
    Title,
)
from planner.shapes.objective import FirstDay, LastDay
from planner.shapes.values import LONGEST_TEXT, Day, Key, a_number, refused, several


class IndicatorShape(Shape):
    """What every indicator says, whatever it measures."""

    measured_as: ClassVar[MeasuredAs]

    code: Annotated[Code, Ask(_l("Enter a code"))]
    name: Annotated[Title, Ask(_l("Enter what is measured"))]
    level: IndicatorLevel
    direction: Direction
    aggregation: Aggregation = Aggregation.LATEST
    is_yearly: bool = False
    baseline_on: Day | None = None
    value_weight: Annotated[
        Decimal,
        Field(ge=0, le=1000, decimal_places=PLACES),
        BeforeValidator(a_number),
        Ask(_l("Enter a weight")),
    ] = Decimal(1)


class WrittenIndicator(IndicatorShape):
    """An indicator that measures a number with a unit."""

    measured_as = MeasuredAs.NUMBER

    unit: Annotated[str, Field(min_length=1, max_length=40), ONE_LINE, Ask(_l("Enter a unit"))]
    source: IndicatorSource = IndicatorSource.MANUAL
    baseline: Measured | None = None
    parted_by: Annotated[tuple[PartedBy, ...], BeforeValidator(several)] = ()


class OwedValues(Shape):
    """Who owes the values of an indicator, how often, and by which day the next one."""

    owner_id: Key | None = None
    rhythm: Rhythm = Rhythm.NONE
    typed_due_on: Day | None = None
    is_releasable: bool = False


class WrittenTarget(Shape):
    """The value wanted by the end of a period: a number, a percentage or a place on the scale."""

    starts_on: FirstDay
    ends_on: LastDay
    value: Annotated[Measured, Ask(_l("Enter the value wanted"))]


def is_evidence(address: str) -> str:
    """Refuse evidence that is no address of a page; none at all is the empty text."""
    if address and not re.fullmatch(r"https?://\S+", address):
        raise refused("link", _("Enter an address that begins with https://"))
    return address


class ValueSeen(Shape):
    """That something was seen on a day, with its evidence."""

    seen_on: Annotated[Day, Ask(_l("Enter the day it was seen"))]
    note: Note = ""
    evidence_url: Annotated[Line500, AfterValidator(is_evidence)] = ""
    confirmed: Measured | None = None
    """The value that somebody said is right though it lies far from its series."""


class WrittenValue(ValueSeen):
    """A number, or the place of a word on the indicator's scale."""

    value: Annotated[Measured, Ask(_l("Enter the value"))]


Counted = Annotated[
    Decimal,
    Field(ge=0, le=LARGEST_FIGURE, decimal_places=PLACES),
    BeforeValidator(a_number),
]
"""A number that is part of a percentage."""


class RestoredValue(WrittenValue):
    """A removed value that is brought back, its first author and moment kept."""

    numerator: Counted | None = None
    denominator: Counted | None = None
    author_id: Key | None
    created_at: AwareDatetime
    writer_ids: tuple[Key, ...] = ()
    is_confirmed: bool = False
    is_from_before: bool = False
    giver_name: Line = ""
    giver_organisation: Line = ""
    parts: Annotated[str, Field(max_length=LONGEST_TEXT)] = ""
