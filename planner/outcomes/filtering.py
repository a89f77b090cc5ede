"""What the lists of outcomes and lessons are narrowed to, part by part."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, and_, exists, select

from planner.choices import STRENGTH_LABELS, ChangeKind, Confidence, OutcomeSign, OutcomeType
from planner.events.models import Event, EventNation
from planner.events.release.queries import is_marked_for, may_go_to
from planner.outcomes.choice_queries import objectives_in_use
from planner.outcomes.models import Outcome, outcome_event
from planner.partners.queries import partner_choices
from planner.text.reading import whole
from planner.viewers import Viewer
from planner.web.lists.asking import (
    DAY,
    one_of,
    receiver,
    several_codes,
    several_nations,
    several_rows,
)
from planner.web.lists.filters import FilterPart, ListFilter, given, holds, matches


def from_event(condition: Any) -> ColumnElement[bool]:
    """Return the condition that an outcome came from a visible event that meets another."""
    return exists(
        select(Event.id)
        .join(outcome_event, outcome_event.c.event_id == Event.id)
        .where(outcome_event.c.outcome_id == Outcome.id, condition)
    )


def with_nations(codes: Any) -> ColumnElement[bool]:
    """Return the condition that an outcome came from an event with one of the nations."""
    return from_event(Event.partners.any(EventNation.nation_code.in_(list(codes))))


def all_may_go(code: str) -> ColumnElement[bool]:
    """Return the condition that all events of an outcome may go to a nation."""
    every = and_(*may_go_to(code))
    return from_event(every) & ~from_event(~every) & is_marked_for(code, Outcome)


def is_verified(answer: str) -> ColumnElement[bool]:
    """Return the condition that an outcome is verified, or that it is not."""
    is_open = Outcome.verified_by_id.is_(None)
    return ~is_open if answer == "yes" else is_open


def objectives_offered(_viewer: Viewer) -> dict[int, str]:
    """Return the objectives that are not retired, by code."""
    return {one.id: f"{one.code} {one.name}" for one in objectives_in_use()}


VERIFIED = {"yes": _l("Verified"), "no": _l("Not verified")}


@dataclass(frozen=True)
class OutcomeFilter(ListFilter):
    """Which outcomes are wanted; an empty part does not narrow."""

    parts: ClassVar = (
        FilterPart("q", _l("Text"), holds("outcome", Outcome.id)),
        FilterPart(
            "objective",
            _l("Objective"),
            matches(Outcome.objective_id, "objective"),
            several_rows(objectives_offered),
        ),
        FilterPart(
            "nation", _l("Nation"), given("nation", with_nations), several_nations(partner_choices)
        ),
        FilterPart("kind", _l("Type"), matches(Outcome.kind, "kind"), several_codes(OutcomeType)),
        FilterPart(
            "sign", _l("Helps or harms"), matches(Outcome.sign, "sign"), several_codes(OutcomeSign)
        ),
        FilterPart(
            "strength",
            _l("Strength at least"),
            given("strength", lambda least: Outcome.strength >= least),
            one_of(STRENGTH_LABELS, whole),
        ),
        FilterPart(
            "change",
            _l("Kind of change"),
            matches(Outcome.change_kind, "change"),
            several_codes(ChangeKind),
        ),
        FilterPart(
            "confidence",
            _l("Confidence"),
            matches(Outcome.confidence, "confidence"),
            several_codes(Confidence),
        ),
        FilterPart("verified", _l("Verified"), given("verified", is_verified), one_of(VERIFIED)),
        FilterPart(
            "releasable",
            _l("Releasable to"),
            given("releasable", all_may_go),
            receiver(partner_choices),
        ),
        FilterPart(
            "from",
            _l("Seen from"),
            given("since", lambda day: Outcome.seen_on >= day),
            DAY,
            "since",
        ),
        FilterPart(
            "to", _l("Seen until"), given("until", lambda day: Outcome.seen_on <= day), DAY, "until"
        ),
    )

    q: str = ""
    objective: tuple[int, ...] = ()
    nation: tuple[str, ...] = ()
    kind: tuple[OutcomeType, ...] = ()
    sign: tuple[OutcomeSign, ...] = ()
    strength: int | None = None
    change: tuple[ChangeKind, ...] = ()
    confidence: tuple[Confidence, ...] = ()
    verified: str = ""
    releasable: str = ""
    since: date | None = None
    until: date | None = None
