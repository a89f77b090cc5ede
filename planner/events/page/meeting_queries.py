"""Where people were met: told to whoever is asked whether two records are one person."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from planner.choices import EXECUTED_STATES, AttendanceState
from planner.db import db
from planner.events.models import Attendance, Event
from planner.participants.meeting_queries import MetWhere, where_met

NAMED = 3
STAYED_AWAY = (AttendanceState.DECLINED, AttendanceState.WITHDRAWN, AttendanceState.NO_SHOW)


@where_met
def met_at(person_ids: Sequence[int]) -> dict[int, MetWhere]:
    """Return the events of people on which the viewer sees their names, the latest first."""
    rows = db.session.execute(
        select(Attendance, Event)
        .join(Event, Event.id == Attendance.event_id)
        .where(Attendance.person_id.in_(person_ids))
        .order_by(Event.sort_on.desc(), Event.id.desc())
    )
    found: dict[int, list[tuple[Attendance, Event]]] = defaultdict(list)
    for attendance, event in rows:
        found[attendance.person_id].append((attendance, event))
    return {
        key: MetWhere([event for _row, event in pairs[:NAMED]], len(pairs), last_day(pairs))
        for key, pairs in found.items()
    }


def last_day(pairs: Sequence[tuple[Attendance, Event]]) -> date | None:
    """Return the last day of the latest event that somebody came to."""
    days = [
        event.actual_ends_on or event.ends_on
        for row, event in pairs
        if event.state in EXECUTED_STATES
        and row.has_attended is not False
        and row.state not in STAYED_AWAY
    ]
    return max((day for day in days if day), default=None)
