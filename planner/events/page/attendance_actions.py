"""Who takes part: people put on an event’s list, taken off, brought back."""

from collections.abc import Iterable
from datetime import datetime

from flask_babel import gettext as _

from planner.choices import AttendanceRole
from planner.errors import RuleBroken
from planner.events.models import Attendance, Event
from planner.events.page.names_actions import check_names
from planner.participants.actions import add_person
from planner.participants.models import Person
from planner.shapes.attendance import NewParticipant, TakingPart
from planner.shapes.person import WrittenPerson
from planner.viewers import Viewer
from planner.web.undoing import restored

A_PARTICIPANT = TakingPart()


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
