"""Who came: role, state, place, seat and tick of everybody on an event’s list."""

from planner.choices import AttendanceState
from planner.events.models import Attendance, Event
from planner.events.page.names_actions import check_names
from planner.shapes.attendance import AttendanceList
from planner.viewers import Viewer


def update_attendances(event: Event, said: AttendanceList, *, viewer: Viewer) -> Event:
    """Set role, state, place, seat and whether each came.

    A tick and the state agree: who came has attended, who is marked so has come.
    """
    check_names(event, viewer)
    rows = {one.attendance_id: one for one in said.rows}
    for row in event.attendances:
        if one := rows.get(row.id):
            row.role, row.note = one.role, one.note
            row.precedence, row.seat = one.precedence, one.seat
            set_presence(row, one.state, one.has_attended)
    return event


def set_presence(row: Attendance, state: AttendanceState, has_attended: bool) -> None:
    """Keep the state of a participation and its tick in step; what changed last wins."""
    was_ticked = bool(row.has_attended)
    if has_attended != was_ticked:
        gone = AttendanceState.NO_SHOW if was_ticked else state
        state = AttendanceState.ATTENDED if has_attended else gone
    elif state != row.state:
        has_attended = state is AttendanceState.ATTENDED
    settled = state in (AttendanceState.NO_SHOW, AttendanceState.DECLINED)
    row.state = state
    row.has_attended = True if has_attended else False if settled or was_ticked else None
