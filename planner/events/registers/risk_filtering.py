"""What the register of risks is narrowed to, part by part."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import ClassVar

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, func, select

from planner.choices import AHEAD_STATES, UNAPPROVED_STATES, EventState
from planner.events.models import Event, EventNation, Risk
from planner.events.release.queries import may_go_to
from planner.kinds.models import EventKind
from planner.partners.queries import partner_choices
from planner.terms.filters import several_terms
from planner.terms.models import RiskCategory
from planner.text.reading import whole
from planner.web.fields import ChoicesField
from planner.web.lists.asking import (
    Asking,
    many,
    one_of,
    receiver,
    several_codes,
    several_nations,
)
from planner.web.lists.filters import FilterPart, ListFilter, given, matches

LEVELS = (1, 2, 3, 4, 5)
ANSWERED = {"yes": _l("Something is done about it"), "no": _l("No answer yet")}
AHEAD = {"ahead": _l("Still ahead or under way"), "over": _l("Over")}
TO_COME = (*UNAPPROVED_STATES, *AHEAD_STATES, EventState.POSTPONED)


def of_events(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition that the event of a risk meets others."""
    return Risk.event_id.in_(select(Event.id).where(*conditions))


def with_nations(codes: Iterable[str]) -> ColumnElement[bool]:
    """Return the condition that one of the nations takes part in the event of a risk."""
    named = EventNation.nation_code.in_(list(codes))
    return Risk.event_id.in_(select(EventNation.event_id).where(named))


def is_answered(answer: str) -> ColumnElement[bool]:
    """Return the condition that something is done about a risk, or that nothing is said."""
    said = func.trim(Risk.mitigation) != ""
    return said if answer == "yes" else ~said


def is_ahead(answer: str) -> ColumnElement[bool]:
    """Return the condition that the event of a risk is still to come or under way, or over."""
    found = Event.state.in_(TO_COME)
    return of_events(found if answer == "ahead" else ~found)


def one_level(text: str) -> int:
    """Return a level from 1 to 5; ValueError for any other."""
    level = whole(text)
    if level not in LEVELS:
        raise ValueError(text)
    return level


def levels() -> Asking:
    """Return the choice of several levels from 1 to 5."""
    return Asking(many(one_level), ChoicesField, lambda _viewer: {str(n): str(n) for n in LEVELS})


@dataclass(frozen=True)
class RiskFilter(ListFilter):
    """Which risks are wanted; an empty part does not narrow."""

    parts: ClassVar = (
        FilterPart(
            "category",
            _l("Category"),
            matches(Risk.category, "category"),
            several_terms(RiskCategory),
        ),
        FilterPart(
            "likelihood", _l("Likelihood"), matches(Risk.likelihood, "likelihood"), levels()
        ),
        FilterPart("impact", _l("Impact"), matches(Risk.impact, "impact"), levels()),
        FilterPart("answered", _l("Answer"), given("answered", is_answered), one_of(ANSWERED)),
        FilterPart(
            "nation", _l("Nation"), given("nation", with_nations), several_nations(partner_choices)
        ),
        FilterPart(
            "kind",
            _l("Kind of event"),
            given("kind", lambda kinds: of_events(Event.kind.in_(kinds))),
            several_terms(EventKind),
        ),
        FilterPart(
            "state",
            _l("State of the event"),
            given("state", lambda states: of_events(Event.state.in_(states))),
            several_codes(EventState),
        ),
        FilterPart("ahead", _l("When"), given("ahead", is_ahead), one_of(AHEAD)),
        FilterPart(
            "releasable",
            _l("Releasable to"),
            given("releasable", lambda code: of_events(*may_go_to(code))),
            receiver(partner_choices),
        ),
    )

    category: tuple[str, ...] = ()
    likelihood: tuple[int, ...] = ()
    impact: tuple[int, ...] = ()
    answered: str = ""
    nation: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    state: tuple[EventState, ...] = ()
    ahead: str = ""
    releasable: str = ""

    def at(self, likelihood: int, impact: int) -> "RiskFilter":
        """Return the filter of one cell of the matrix."""
        return replace(self, likelihood=(likelihood,), impact=(impact,))
