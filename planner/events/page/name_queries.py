"""The names on an event's list, as its page shows them."""

from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, select

from planner.choices import AttendanceRole, AttendanceState
from planner.db import db
from planner.events.models import Attendance
from planner.participants.models import Person, written_name
from planner.viewers import ready


class NameOnList(NamedTuple):
    """A name on an event's list, as its page shows it."""

    person_id: int
    rank: str
    name: str
    nation_code: str
    role: AttendanceRole
    state: AttendanceState

    @property
    def full_name(self) -> str:
        """Return rank and name as written on a seating plan."""
        return written_name(self.rank, self.name)


@cache
def names_statement() -> Select[Any]:
    """Return the statement that reads the names on an event's list, in their order."""
    shown: tuple[Any, ...] = (
        Attendance.person_id,
        *(Person.rank, Person.name, Person.nation_code),
        *(Attendance.role, Attendance.state),
    )
    return ready(
        select(*shown)
        .join(Attendance.person)
        .where(Attendance.event_id == bindparam("event_id"))
        .order_by(Attendance.id)
    )


def names_on(event_id: int) -> list[NameOnList]:
    """Return the names on an event's list, for who may see them."""
    rows = db.session.execute(names_statement(), {"event_id": event_id})
    return [NameOnList(*row) for row in rows]
