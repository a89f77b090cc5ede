"""What of a changed plan needs nobody’s agreement is saved at once."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from planner.choices import EventState
from planner.errors import RuleBroken
from planner.events.approval.material import DETAILS, Pair, is_material, is_written
from planner.events.models import Event
from planner.events.plan.bound_changes import names_of
from planner.events.plan.least_marking import check_least_marking
from planner.events.plan.writing import move_version_on, write
from planner.events.states.guards import check_scope
from planner.foureyes import add_writer
from planner.viewers import Viewer


def save(
    event: Event, values: Mapping[str, Any], moved: Mapping[str, Pair], viewer: Viewer
) -> None:
    """Write what needs nobody's agreement; `moved` is field to before and after."""
    open_to_all = {name for name in names_of(values) if name in moved or not is_material(name)}
    plain = {name: value for name, value in values.items() if name in open_to_all}
    details = {
        key: value
        for key, value in (values.get("details") or {}).items()
        if f"{DETAILS}{key}" in moved
    }
    write(event, plain | ({"details": details} if details else {}))
    if is_written(moved):
        add_writer(event, viewer.user_id)
    move_version_on(event)
    check_scope(event, viewer)
    check_least_marking(event, viewer)
    check_still_dated(event)


def check_still_dated(event: Event) -> None:
    """Raise RuleBroken when an event past the concept would lose its days."""
    undated = (EventState.CONCEPT, EventState.POSTPONED, EventState.CANCELLED)
    if event.starts_on is None and event.state not in undated:
        raise RuleBroken(_("Enter the days, or postpone the event when they are not known."))
