"""What stands behind the numbers of what is new since a day."""

from collections.abc import Callable, Iterator
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from planner.db import db
from planner.events.models import Event, Transition
from planner.objectives.models import IndicatorUpdate
from planner.officetime import office_day
from planner.outcomes.models import FollowUp, Lesson, Outcome
from planner.outcomes.told import marking_of
from planner.reports.behind.shapes import RowBehind, behind
from planner.reports.measures.newly import SORTS, NewSort
from planner.reports.measures.scope import Scope

LOADS: dict[type, tuple[Any, ...]] = {
    Outcome: (selectinload(Outcome.events),),
    FollowUp: (joinedload(FollowUp.event),),
    Lesson: (joinedload(Lesson.event),),
    IndicatorUpdate: (joinedload(IndicatorUpdate.indicator),),
}


@behind("new", _l("What is new in these days"))
def what_is_new(scope: Scope) -> Iterator[RowBehind]:
    """Give every row that is new within the days, sort by sort."""
    for one in SORTS:
        for row in rows_of(one, scope):
            yield TELLERS[one.entity](row, one)


def rows_of(one: NewSort, scope: Scope) -> Iterator[Any]:
    """Give the rows of a sort, the latest first; a move with its event."""
    wanted = select(one.entity).where(*one.when(scope)).order_by(one.entity.id.desc())
    if one.entity is Transition:
        both = wanted.add_columns(Event).join(Event, Event.id == Transition.event_id)
        yield from db.session.execute(both)
    else:
        yield from db.session.scalars(wanted.options(*LOADS[one.entity]))


def of_move(row: Any, sort: NewSort) -> RowBehind:
    """Tell of an event that moved."""
    move, event = row
    href, on = url_for("events.show", event_id=event.id), office_day(move.at)
    marking = max(event.marking, move.marking or event.marking)
    return RowBehind(event.title, href, str(sort.label), on, marking=marking, part=sort.name)


def of_outcome(row: Outcome, sort: NewSort) -> RowBehind:
    """Tell of an outcome."""
    href = url_for("outcomes.show", outcome_id=row.id)
    moment = row.verified_at if sort.name == "verified" else row.created_at
    on = office_day(moment) if moment else None
    return RowBehind(row.title, href, str(sort.label), on, marking=marking_of(row), part=sort.name)


def of_follow_up(row: FollowUp, sort: NewSort) -> RowBehind:
    """Tell of a follow-up."""
    href = url_for("followups.show", follow_up_id=row.id)
    on = row.closed_on if sort.name == "done" else office_day(row.created_at)
    return RowBehind(row.what, href, str(sort.label), on, marking=marking_of(row), part=sort.name)


def of_lesson(row: Lesson, sort: NewSort) -> RowBehind:
    """Tell of a lesson."""
    href, marking = url_for("lessons.show", lesson_id=row.id), row.event.marking
    return RowBehind(
        row.what, href, str(sort.label), row.identified_on, marking=marking, part=sort.name
    )


def of_value(row: IndicatorUpdate, sort: NewSort) -> RowBehind:
    """Tell of a value; plans carry no marking."""
    indicator = row.indicator
    href = url_for("indicators.show", indicator_id=indicator.id)
    words, on = f"{indicator.code} {indicator.name}", office_day(row.created_at)
    return RowBehind(words, href, str(sort.label), on, part=sort.name)


TELLERS: dict[type, Callable[[Any, NewSort], RowBehind]] = {
    Transition: of_move,
    Outcome: of_outcome,
    FollowUp: of_follow_up,
    Lesson: of_lesson,
    IndicatorUpdate: of_value,
}
