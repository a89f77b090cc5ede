"""What is kept beside an event’s plan: parts of nations, figures, marking, risks, agreements."""

from typing import Annotated

from annotated_types import MinLen
from flask_babel import lazy_gettext as _l

from planner.choices import CoordinationParty, Marking, PartnerRole
from planner.shapes.base import Ask, Shape
from planner.shapes.values import (
    Currency,
    Day,
    Heads,
    Key,
    Level,
    Lines,
    Money,
    NationCode,
    NationCodes,
    TermCode,
    Text,
)


class NationPart(Shape):
    """A nation's part in an event, with headcounts."""

    nation_code: NationCode
    role: PartnerRole
    headcount_planned: Heads | None = None
    headcount_actual: Heads | None = None


class NationParts(Shape):
    """The parts of the nations that take part; one left out keeps its own."""

    rows: tuple[NationPart, ...] = ()


class ActualFigures(Shape):
    """When an event really was, how many came and what it cost."""

    actual_starts_on: Day | None = None
    actual_ends_on: Day | None = None
    participants_actual: Heads | None = None
    actual_cost: Money | None = None
    currency: Currency = ""


class NewMarking(Shape):
    """How an event is to be marked."""

    marking: Marking


class EventComment(Shape):
    """What somebody has to say about an event."""

    comment: Annotated[str, Lines(2000, ask=_l("Write something first."))]


class FoundRisk(Shape):
    """What may go wrong, how likely and how bad, from 1 to 5, and what is done about it."""

    category: Annotated[TermCode, MinLen(1), Ask(_l("Choose what may go wrong."))]
    likelihood: Level
    impact: Level
    mitigation: Text = ""


class RiskAnswer(Shape):
    """What is done about a risk."""

    mitigation: Annotated[Text, MinLen(1), Ask(_l("Enter what is done about it"))]


class NewAgreement(Shape):
    """That a party agreed: the nations named, the agencies or the funding side."""

    party: CoordinationParty
    nation_codes: NationCodes = ()
    agreed_on: Annotated[Day, Ask(_l("Enter the day."))]
    note: Text = ""


class KeptAgreement(Shape):
    """An agreement that was taken off the log, as it was."""

    party: CoordinationParty
    nation_code: NationCode | None = None
    agreed_on: Day
    note: Text = ""
    by_id: Key | None = None
