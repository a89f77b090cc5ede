"""What of events and the rows that hang on them a viewer may see (DOMAIN 3)."""

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true

from planner.choices import Marking
from planner.events.models import Event, EventNation, SavedFilter
from planner.history.models import HistoryEntry
from planner.objectives.models import Requirement
from planner.participants.models import Person
from planner.viewers import EVERYTHING, EventBound, Viewer, restrict

event_table = Event.__table__
event_nation = EventNation.__table__


def visible(viewer: Viewer, event: Any) -> ColumnElement[bool]:
    """Return the condition on an event class, alias or table: ceiling, nations, not discarded."""
    if viewer is EVERYTHING:
        return true()
    if not viewer.sees_content:
        return false()
    return and_(event.discarded_at.is_(None), in_scope(viewer, event))


def in_scope(viewer: Viewer, event: Any) -> ColumnElement[bool]:
    """Return the same condition for discarded events too, which calendars must withdraw."""
    conditions: list[ColumnElement[bool]] = [event.marking <= viewer.ceiling]
    if viewer.nations is not None:
        codes = sorted(viewer.nations)
        part = event_nation.alias("part_seen")
        takes_part = exists(
            select(part.c.id).where(part.c.event_id == event.id, part.c.nation_code.in_(codes))
        )
        conditions.append(or_(event.host_code.in_(codes), takes_part))
    return and_(*conditions)


def on_visible_event(viewer: Viewer, event_id: Any) -> ColumnElement[bool]:
    """Return the condition on a column of event keys: the event is there and may be seen.

    Correlated, so that one row costs one look at its event; the aliases keep the inner
    tables apart from those of the statement around.
    """
    seen = event_table.alias("event_seen")
    return exists(select(seen.c.id).where(seen.c.id == event_id, visible(viewer, seen.c)))


@restrict(Event)
def visible_events(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Narrow events."""
    return visible(viewer, entity)


@restrict(EventBound)
def visible_with_its_event(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Narrow what hangs on an event; names of who took part are for their own table row."""
    hangs = on_visible_event(viewer, entity.event_id)
    if entity.__name__ == "Attendance":
        return and_(hangs, may_see_names(viewer, entity))
    return hangs


def may_see_names(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Return who sees who took part: desk and approver in scope, planner on own events."""
    if not viewer.may("see_people"):
        return false()
    if viewer.may("approve") or viewer.may("export_names"):
        return true()
    mine = event_table.alias("event_mine")
    own = or_(mine.c.owner_id == viewer.user_id, mine.c.author_id == viewer.user_id)
    return exists(select(mine.c.id).where(mine.c.id == entity.event_id, own))


@restrict(Person)
def visible_people(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Narrow people to roles that work with them and to the nations in scope."""
    if not viewer.may("see_people"):
        return false()
    if viewer.nations is None:
        return true()
    condition: ColumnElement[bool] = entity.nation_code.in_(sorted(viewer.nations))
    return condition


@restrict(Requirement)
def visible_requirements(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Narrow requirements to the nations in scope."""
    if viewer.nations is None:
        return true()
    condition: ColumnElement[bool] = entity.nation_code.in_(sorted(viewer.nations))
    return condition


@restrict(SavedFilter)
def own_filters(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Narrow saved filters to the viewer's own."""
    condition: ColumnElement[bool] = entity.user_id == viewer.user_id
    return condition


def kinds_kept_from(viewer: Viewer) -> list[str]:
    """Return kinds of rows that hang on no one event and yet tell more than settings do."""
    sees_all = viewer.sees_content and viewer.nations is None and viewer.ceiling == max(Marking)
    kept = [] if sees_all else ["outcome", "requirement"]
    return kept if sees_all and viewer.may("see_people") else [*kept, "person"]


@restrict(HistoryEntry)
def visible_history(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Narrow history: of visible events; the rest to administrators and own entries."""
    of_event = on_visible_event(viewer, entity.event_id)
    if viewer.may("administer"):
        told = entity.subject_kind.not_in(kinds_kept_from(viewer))
        return or_(and_(entity.event_id.is_(None), told), of_event)
    return or_(of_event, and_(entity.event_id.is_(None), entity.by_id == viewer.user_id))
