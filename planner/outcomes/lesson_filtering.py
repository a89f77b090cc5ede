"""What the list of lessons is narrowed to, part by part."""

from dataclasses import dataclass
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, select

from planner.choices import LessonState
from planner.events.models import Event, EventNation
from planner.events.release.queries import may_go_to
from planner.kinds.models import EventKind
from planner.outcomes.choice_queries import owner_choices
from planner.outcomes.models import Lesson
from planner.partners.queries import partner_choices
from planner.terms.filters import several_terms
from planner.web.lists.asking import (
    receiver,
    several_codes,
    several_nations,
    several_rows,
)
from planner.web.lists.filters import FilterPart, ListFilter, given, holds, matches


def of_events(statement: Any) -> ColumnElement[bool]:
    """Return the condition that the event of a lesson is one of a statement's."""
    return Lesson.event_id.in_(statement)


def lesson_may_go(code: str) -> ColumnElement[bool]:
    """Return the condition that the event of a lesson may go to a nation."""
    return of_events(select(Event.id).where(*may_go_to(code)))


def lesson_of_kinds(kinds: Any) -> ColumnElement[bool]:
    """Return the condition that the event of a lesson is of one of the kinds."""
    return of_events(select(Event.id).where(Event.kind.in_(kinds)))


def lesson_with(codes: Any) -> ColumnElement[bool]:
    """Return the condition that one of the nations took part in the event of a lesson."""
    return of_events(select(EventNation.event_id).where(EventNation.nation_code.in_(codes)))


@dataclass(frozen=True)
class LessonFilter(ListFilter):
    """Which lessons are wanted; an empty part does not narrow."""

    parts: ClassVar = (
        FilterPart("q", _l("Text"), holds("lesson", Lesson.id)),
        FilterPart(
            "state", _l("State"), matches(Lesson.state, "state"), several_codes(LessonState)
        ),
        FilterPart(
            "nation", _l("Nation"), given("nation", lesson_with), several_nations(partner_choices)
        ),
        FilterPart(
            "kind", _l("Kind of event"), given("kind", lesson_of_kinds), several_terms(EventKind)
        ),
        FilterPart(
            "owner",
            _l("Owner"),
            matches(Lesson.owner_id, "owner"),
            several_rows(lambda _: owner_choices()),
        ),
        FilterPart(
            "releasable",
            _l("Releasable to"),
            given("releasable", lesson_may_go),
            receiver(partner_choices),
        ),
    )

    q: str = ""
    state: tuple[LessonState, ...] = ()
    nation: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    owner: tuple[int, ...] = ()
    releasable: str = ""
