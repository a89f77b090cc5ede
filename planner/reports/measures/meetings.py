"""Who is met: by month, next, at what rank, by agreements (METRICS M17 beside its figures)."""

from collections import defaultdict
from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, and_, distinct, extract, func, select

from planner.choices import AHEAD_STATES, UNAPPROVED_STATES, Family
from planner.db import db
from planner.events.measure_registry import CountedFor, measure
from planner.events.measures import event_nation, executed_in, nation, of_family, was_met
from planner.events.models import Attendance, Event
from planner.outcomes.follow_up_due import is_overdue
from planner.outcomes.models import FollowUp
from planner.participants.models import Person
from planner.reports.measures.scope import Scope

OWN = select(nation.c.code).where(nation.c.is_own)


@measure("agreed", _l("Executed, an agreement"))
def agreed(asked: CountedFor) -> ColumnElement[bool]:
    """Return the events of EX that are agreements."""
    return and_(executed_in(asked.first, asked.last), of_family(Family.AGREEMENT))


@measure("next", _l("Planned and ahead, approved or not"))
def ahead_at_all(asked: CountedFor) -> ColumnElement[bool]:
    """Return what begins today or later and is neither executed nor called off."""
    return and_(
        Event.state.in_((*AHEAD_STATES, *UNAPPROVED_STATES)), Event.starts_on >= asked.today
    )


def met_by_month(scope: Scope) -> dict[tuple[str, int, int], int]:
    """Return the executed events at which a nation was met, by (nation, year, month)."""
    day = Event.actual_ends_on
    year, month = extract("year", day), extract("month", day)
    statement = (
        select(event_nation.c.nation_code, year, month, func.count())
        .join_from(Event, event_nation, event_nation.c.event_id == Event.id)
        .where(scope.counts("met"), was_met(), event_nation.c.nation_code.not_in(OWN))
        .group_by(event_nation.c.nation_code, year, month)
    )
    if scope.nation_codes:
        statement = statement.where(event_nation.c.nation_code.in_(scope.nation_codes))
    rows = db.session.execute(statement)
    return {(code, int(in_year), int(in_month)): n for code, in_year, in_month, n in rows}


def next_meetings(scope: Scope) -> dict[str, date]:
    """Return by nation the first day of the next event with it."""
    statement = (
        select(event_nation.c.nation_code, func.min(Event.starts_on))
        .join_from(Event, event_nation, event_nation.c.event_id == Event.id)
        .where(scope.counts("next"), event_nation.c.nation_code.not_in(OWN))
        .group_by(event_nation.c.nation_code)
    )
    return {code: day for code, day in db.session.execute(statement)}  # noqa: C416


def events_by_nation(scope: Scope, name: str) -> dict[str, int]:
    """Return how many events a measure counts with each partner."""
    statement = (
        select(event_nation.c.nation_code, func.count())
        .join_from(Event, event_nation, event_nation.c.event_id == Event.id)
        .where(scope.counts(name), event_nation.c.nation_code.not_in(OWN))
        .group_by(event_nation.c.nation_code)
    )
    return {code: number for code, number in db.session.execute(statement)}  # noqa: C416


def overdue_by_nation(scope: Scope) -> dict[str, int]:
    """Return how many follow-ups of events with each partner are owed and late today."""
    statement = (
        select(event_nation.c.nation_code, func.count(FollowUp.id))
        .join_from(FollowUp, Event, FollowUp.event_id == Event.id)
        .join(event_nation, event_nation.c.event_id == Event.id)
        .where(scope.counts("any"), is_overdue(scope.today), event_nation.c.nation_code.not_in(OWN))
        .group_by(event_nation.c.nation_code)
    )
    return {code: number for code, number in db.session.execute(statement)}  # noqa: C416


def people_met(scope: Scope) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions on an attendance that somebody of a partner was met in a scope."""
    found = [
        Attendance.has_attended.is_(True),
        scope.counts("executed"),
        Person.nation_code.not_in(OWN),
    ]
    if scope.nation_codes:
        found.append(Person.nation_code.in_(scope.nation_codes))
    return tuple(found)


def people_by_rank(scope: Scope) -> dict[str, dict[str | None, int]]:
    """Return by nation how many people of each rank were met; None for ranks no table knows."""
    statement = (
        select(Person.nation_code, Person.rank_code, func.count(distinct(Person.id)))
        .join_from(Attendance, Person, Attendance.person_id == Person.id)
        .join(Attendance.event)
        .where(*people_met(scope))
        .group_by(Person.nation_code, Person.rank_code)
    )
    found: dict[str, dict[str | None, int]] = defaultdict(dict)
    for code, rank, number in db.session.execute(statement):
        found[code][rank] = number
    return dict(found)
