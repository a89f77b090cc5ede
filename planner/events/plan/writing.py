"""Writing a plan into an event: its columns, its rows, its version."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm.attributes import flag_modified

from planner.errors import RuleBroken
from planner.events.choice_queries import people_by_id
from planner.events.models import Event
from planner.events.page.attendance_actions import enlist
from planner.events.plan.plan_columns import COLUMNS, TAKEN_OVER
from planner.events.plan.writing_rows import set_links, set_partners, set_places


def write(event: Event, values: Mapping[str, Any]) -> None:
    """Write the values into the event and its rows."""
    for name in (*COLUMNS, *TAKEN_OVER):
        if name in values:
            setattr(event, name, values[name])
    if details := values.get("details"):
        # Before the rows: to look these up flushes, and the marking has to fit by then.
        kept = {**(event.details or {}), **details}
        event.details = {name: value for name, value in kept.items() if value not in (None, "", [])}
    if "partner_codes" in values:
        set_partners(event, values["partner_codes"])
    if "places" in values:
        set_places(event, values["places"])
    if "links" in values:
        set_links(event, values["links"])
    if person_ids := values.get("person_ids"):
        people = people_by_id(person_ids)
        if len(people) < len(set(person_ids)):
            raise RuleBroken(_("One of the people is not on record any more. Choose again."))
        enlist(event, people)


def move_version_on(event: Event) -> None:
    """Let open forms find out that something was saved, though no column of the event changed.

    The flagged column is worked out anew at every save, so the history has nothing to tell.
    """
    if event.sort_on is not None:
        flag_modified(event, "sort_on")
