"""Who keeps the names of an event as their own: its author, or an owner whom they were given to.

Naming oneself owner opens nothing, nor does being named by somebody who does not keep the names
(docs/decisions/own-events.md).
"""

from typing import Any

from sqlalchemy import ColumnElement, and_, inspect, or_
from sqlalchemy.event import listens_for
from sqlalchemy.orm import object_session

from planner.events.models import Event
from planner.viewers import EVERYTHING, Viewer


def own(viewer: Viewer, event: Any) -> ColumnElement[bool]:
    """Return the condition on an event class, alias or table that it is the viewer's own."""
    given = and_(event.owner_id == viewer.user_id, event.owner_keeps_names)
    return or_(event.author_id == viewer.user_id, given)


def is_own(event: Event, viewer: Viewer) -> bool:
    """Say whether an event is the viewer's own."""
    if viewer.user_id is None:
        return False
    given = event.owner_id == viewer.user_id and bool(event.owner_keeps_names)
    return given or event.author_id == viewer.user_id


def keeps_names(event: Event, viewer: Viewer) -> bool:
    """Say whether the viewer sees who takes part in an event (DOMAIN 3)."""
    return by_role(viewer) or (viewer.may("see_people") and is_own(event, viewer))


@listens_for(Event, "before_insert")
@listens_for(Event, "before_update")
def note_what_was_given(_mapper: object, _connection: object, event: Event) -> None:
    """Note with a new owner whether the one who named them gave the names along.

    It holds for every way in which an owner is set, today's and those to come.
    """
    change = inspect(event).attrs.owner_id.history
    if not change.added or change.added == change.deleted:
        return
    session = object_session(event)
    viewer = session.info.get("viewer", EVERYTHING) if session else EVERYTHING
    before = next(iter(change.deleted or ()), None)
    had = event.owner_keeps_names and before is not None and before == viewer.user_id
    wrote = event.author_id is not None and event.author_id == viewer.user_id
    keeps = had or wrote or by_role(viewer)
    event.owner_keeps_names = viewer is EVERYTHING or (keeps and event.owner_id != viewer.user_id)


def lacks_names(event: Event) -> bool:
    """Say whether an event has an owner whom nobody gave the names, and who did not write it."""
    is_other = event.owner_id is not None and event.owner_id != event.author_id
    return is_other and not event.owner_keeps_names


def by_role(viewer: Viewer) -> bool:
    """Say whether the viewer's role sees the names of every event in scope."""
    return viewer.may("see_people") and (viewer.may("approve") or viewer.may("export_names"))
