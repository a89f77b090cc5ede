"""Who takes part in an event, as it is written."""

from typing import Annotated

from flask_babel import lazy_gettext as _l
from pydantic import BeforeValidator, Field

from planner.choices import AttendanceRole, AttendanceState
from planner.shapes.base import Ask, Shape
from planner.shapes.event_parts import Newcomer
from planner.shapes.lines import Line40
from planner.shapes.values import AnyLine, Key, a_number


class KnownPerson(Shape):
    """Somebody on record who is put on an event's list."""

    person_id: Annotated[Key, Ask(_l("Choose a person."))]


class TakingPart(Shape):
    """As what somebody is put on an event's list."""

    role: AttendanceRole = AttendanceRole.PARTICIPANT


class NewParticipant(Newcomer):
    """Somebody new who is put on an event's list."""

    post: AnyLine = ""
    role: AttendanceRole = AttendanceRole.PARTICIPANT


class AttendanceRow(Shape):
    """A person's part in an event, by its key: role, state, place and seat, whether they came."""

    attendance_id: Key
    role: AttendanceRole
    state: AttendanceState
    has_attended: bool = False
    precedence: Annotated[int, Field(ge=1, le=999), BeforeValidator(a_number)] | None = None
    seat: Line40 = ""
    note: AnyLine = ""


class AttendanceList(Shape):
    """What is said of those on an event's list; who is left out stays as noted."""

    rows: tuple[AttendanceRow, ...] = ()
