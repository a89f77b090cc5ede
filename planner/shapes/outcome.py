"""An outcome as it is written, and its verification."""

from typing import Annotated

from flask_babel import lazy_gettext as _l
from pydantic import BeforeValidator, Field

from planner.choices import ChangeKind, Confidence, Marking, OutcomeSign, OutcomeType
from planner.shapes.base import Ask, Shape
from planner.shapes.lines import OR_NONE, Link, Title
from planner.shapes.values import Day, Key, Text, a_number

Strength = Annotated[int, Field(ge=0, le=4), BeforeValidator(a_number)]


class Markable(Shape):
    """What may be marked higher than the events that it tells of, never lower."""

    marking: Annotated[Marking | None, OR_NONE] = None
    """None: as its events are."""
    are_words_looked_at: bool = False


class FoundOutcome(Markable):
    """A change seen against an objective, as a report on one event tells it."""

    title: Annotated[Title, Ask(_l("Enter what changed"))]
    objective_id: Annotated[Key, Ask(_l("Choose an objective"))]
    kind: OutcomeType
    sign: OutcomeSign = OutcomeSign.POSITIVE
    strength: Strength = 1
    change_kind: Annotated[ChangeKind | None, OR_NONE] = None
    confidence: Annotated[Confidence | None, OR_NONE] = None
    evidence: Text = ""
    evidence_url: Link = ""


class WrittenOutcome(FoundOutcome):
    """An outcome with the day on which it was seen and the events that it came from."""

    seen_on: Annotated[Day, Ask(_l("Enter the day it was seen"))]
    event_ids: Annotated[tuple[Key, ...], Ask(_l("Choose at least one event"))]
    makes_follow_on: bool = True
    """What its type leads to is made with it: the draft of an event, a follow-up."""


class Verification(Shape):
    """The source that shows an outcome: a document, a record, a witness."""

    verification_source: Annotated[Title, Ask(_l("Enter the source that shows it"))]
