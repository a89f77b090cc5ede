"""Who has read the brief before travelling."""

from datetime import date

from flask_babel import gettext as _

from planner.errors import RuleBroken
from planner.events.models import Attendance, Event
from planner.events.page.names_actions import check_names
from planner.shapes.way import ReadBrief
from planner.viewers import Viewer
from planner.ways.planned import has_travellers
from planner.web.nationnames import own_codes


def travellers(event: Event) -> list[Attendance]:
    """Return the people of our own nation on an event’s list."""
    own = own_codes()
    return [row for row in event.attendances if row.person.nation_code in own]


def record_read(
    event: Event, written: ReadBrief, *, viewer: Viewer, today: date, brief_of_on: date | None
) -> Event:
    """Note that travellers have read the brief, and of which day that brief was.

    It is read before the event begins; raises RuleBroken for a later day.
    """
    check_names(event, viewer)
    check_day(event, written.prepared_on, today)
    rows = {row.id: row for row in travellers(event)}
    if unknown := set(written.travellers) - rows.keys():
        raise RuleBroken(
            _("%(number)s of those ticked are no travellers of ours.", number=len(unknown))
        )
    for key in written.travellers:
        row = rows[key]
        row.prepared_on, row.prepared_by_id = written.prepared_on, viewer.user_id
        row.brief_of_on = brief_of_on
    return event


def check_day(event: Event, day: date, today: date) -> None:
    """Raise RuleBroken for an event without travellers, a day to come, or one after its start."""
    if not has_travellers(event):
        raise RuleBroken(_("Nobody of ours travels to this event."))
    if day > today:
        raise RuleBroken(_("The day lies in the future."))
    first = event.actual_starts_on or event.starts_on
    if first is not None and day > first:
        raise RuleBroken(_("The event had begun by then: a brief is read before."))


def take_back_read(event: Event, attendance_id: int, *, viewer: Viewer) -> Event:
    """Take the note back that a traveller has read the brief."""
    check_names(event, viewer)
    for row in travellers(event):
        if row.id == attendance_id:
            row.prepared_on = row.prepared_by_id = row.brief_of_on = None
    return event
