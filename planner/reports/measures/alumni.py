"""Graduates to keep in touch with: from where, since when, of what rank, met again (O05.1)."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, and_, select

from planner.choices import AttendanceRole
from planner.db import db
from planner.events.measure_registry import CountedFor, measure
from planner.events.measures import executed_in
from planner.events.models import Attendance, Event
from planner.participants.models import Person
from planner.reports.measures.meetings import OWN
from planner.reports.measures.ranks import NO_RANK
from planner.reports.measures.scope import Scope

LEARNERS = (AttendanceRole.STUDENT, AttendanceRole.PARTICIPANT)
YEAR = timedelta(days=364)
"""What to go back from a day to the first of the twelve months that end with it."""
NOT_NAMED = "none"
"""Stands for a course of which no institution is named."""


@measure("makes-alumni", _l("Executed, its graduates become alumni"))
def makes_alumni(asked: CountedFor) -> ColumnElement[bool]:
    """Return the events of EX up to the end of a period whose graduates become alumni."""
    return and_(executed_in(None, asked.last), Event.makes_alumni.is_(True))


@dataclass(frozen=True)
class Alumnus:
    """Somebody of a partner who graduated up to the end of a period: the last time, and where."""

    person_id: int
    nation_code: str
    rank_code: str
    institution: str
    ended_on: date
    is_since_long: bool
    """The course ended more than 12 months before the end of the period."""
    was_met: bool
    """They came to an executed event in the last 12 months of the period."""

    @property
    def year(self) -> str:
        """Return the year in which the course ended."""
        return str(self.ended_on.year)


def alumni_of(scope: Scope) -> list[Alumnus]:
    """Return the alumni of a scope of whom the viewer may see the names, each once."""
    graduated = (
        select(Attendance.person_id, Person.nation_code, Person.rank_code, Event)
        .join(Attendance.event)
        .join(Person, Person.id == Attendance.person_id)
        .where(
            scope.counts("makes-alumni"),
            Attendance.has_attended.is_(True),
            Attendance.role.in_(LEARNERS),
            Person.nation_code.not_in(OWN),
        )
        .order_by(Event.actual_ends_on, Event.id)
    )
    if scope.nation_codes:
        graduated = graduated.where(Person.nation_code.in_(scope.nation_codes))
    last = scope.period.last
    again = met_since(last - YEAR, last)
    found = {
        person_id: Alumnus(
            person_id,
            nation,
            rank or NO_RANK,
            str(event.details.get("institution") or NOT_NAMED),
            event.actual_ends_on or event.sort_on,
            (event.actual_ends_on or event.sort_on) < last - YEAR,
            person_id in again,
        )
        for person_id, nation, rank, event in db.session.execute(graduated)
    }
    return list(found.values())


def met_since(first: date, last: date) -> frozenset[int]:
    """Return the people who came to an executed event that ended within some days."""
    came = (
        select(Attendance.person_id)
        .join(Attendance.event)
        .where(Attendance.has_attended.is_(True), executed_in(first, last))
    )
    return frozenset(db.session.scalars(came))


def grouped(
    found: Sequence[Alumnus], part: Callable[[Alumnus], Hashable]
) -> Mapping[str, list[Alumnus]]:
    """Return alumni by a part of what is known of them."""
    groups: dict[str, list[Alumnus]] = defaultdict(list)
    for one in found:
        groups[str(part(one))].append(one)
    return dict(groups)
