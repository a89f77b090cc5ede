"""Who takes part: people in an event, their roles, and whether they came."""

from collections.abc import Iterable
from datetime import datetime

from flask_babel import gettext as _

from planner.choices import AttendanceRole, AttendanceState
from planner.errors import NotAllowed, RuleBroken
from planner.events.models import Attendance, Event
from planner.events.ownership import lacks_names
from planner.events.states.steps import check_step
from planner.participants.actions import add_person
from planner.participants.models import Person
from planner.shapes.event_record import AttendanceList, NewParticipant, TakingPart
from planner.shapes.person import WrittenPerson
from planner.viewers import Viewer
from planner.web.undoing import restored

A_PARTICIPANT = TakingPart()


def check_names(event: Event, viewer: Viewer) -> None:
    """Raise unless the viewer may change who takes part (DOMAIN 3)."""
    check_step("people", event, viewer)


def enlist(
    event: Event, people: Iterable[Person], role: AttendanceRole = AttendanceRole.PARTICIPANT
) -> None:
    """Put people on the event's list unless they are there already."""
    present = {row.person_id for row in event.attendances}
    for person in people:
        if person.id not in present:
            event.attendances.append(Attendance(person=person, person_id=person.id, role=role))


def add_attendance(
    event: Event, person: Person, part: TakingPart = A_PARTICIPANT, *, viewer: Viewer
) -> Event:
    """Put a person on the event's list. Raises RuleBroken when they are on it."""
    check_names(event, viewer)
    if person.id in {row.person_id for row in event.attendances}:
        raise RuleBroken(_("%(name)s is on the list already.", name=person.full_name))
    enlist(event, [person], part.role)
    return event


def add_new_person(event: Event, new: NewParticipant, *, viewer: Viewer, now: datetime) -> Event:
    """Add the person and their part in the event in one step."""
    said = new.all_values()
    part = TakingPart(role=said.pop("role"))
    person = add_person(WrittenPerson(**said), viewer=viewer, now=now)
    return add_attendance(event, person, part, viewer=viewer)


def remove_attendance(event: Event, person_id: int, *, viewer: Viewer) -> Event:
    """Take a person off the event's list."""
    check_names(event, viewer)
    for row in list(event.attendances):
        if row.person_id == person_id:
            event.attendances.remove(row)
    return event


@restored("attendance")
def restored_attendance(row: Attendance, viewer: Viewer) -> None:
    """Refuse to put somebody back on a list that the viewer does not keep any more."""
    check_names(row.event, viewer)


def update_attendances(event: Event, said: AttendanceList, *, viewer: Viewer) -> Event:
    """Set role, state and whether each came.

    A tick and the state agree: who came has attended, who is marked so has come.
    """
    check_names(event, viewer)
    rows = {one.attendance_id: one for one in said.rows}
    for row in event.attendances:
        if one := rows.get(row.id):
            row.role, row.note = one.role, one.note
            set_presence(row, one.state, one.has_attended)
    return event


def give_names(event: Event, *, viewer: Viewer) -> Event:
    """Let the owner keep the names, whoever named them. RuleBroken when that is done already."""
    check_names(event, viewer)
    if event.owner_id == viewer.user_id:
        raise NotAllowed(_("Somebody else who keeps the names has to give them to you."))
    if not lacks_names(event):
        raise RuleBroken(_("The owner keeps the names already."))
    event.owner_keeps_names = True
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
