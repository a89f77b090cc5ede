"""What takes the place of an event that was called off or put off."""

from datetime import date

from flask_babel import gettext as _

from planner.errors import RuleBroken
from planner.events.models import Event
from planner.events.states.replacement_queries import replacement, replacements_after
from planner.events.states.steps import check_step
from planner.shapes.event_moves import Replacement
from planner.viewers import Viewer


def set_replacement(event: Event, key: int | None, today: date) -> Event:
    """Name the event that takes another's place, or none.

    Raises RuleBroken for one that is past, cancelled or not seen, and for a round of events
    that replace one another.
    """
    if key is None or key == event.replaced_by_id:
        event.replaced_by_id = key
        return event
    if key == event.id:
        raise RuleBroken(_("An event does not replace itself. Choose another one."))
    found = replacement(event, key, today)
    if found is None:
        raise RuleBroken(_("Choose an event that is still to come and is not cancelled."))
    if event.id in replacements_after(key):
        raise RuleBroken(
            _(
                "“%(title)s” is itself replaced by this event, which would go round in a circle. "
                "Choose another one.",
                title=found.title,
            )
        )
    event.replaced_by_id = key
    return event


def name_replacement(event: Event, named: Replacement, *, viewer: Viewer, today: date) -> Event:
    """Name what replaces a postponed or cancelled event, or take the name away."""
    check_step("replacement", event, viewer)
    return set_replacement(event, named.replaced_by_id, today)
