"""How events stand in the database: what the history keeps of their moment."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, null, select, union_all

from planner.choices import Marking
from planner.events.models import Event, EventNation
from planner.history.moments import Moment, moment_at_hand, moments

# Tables and a ready statement: every save asks, and the history sees past any viewer.
event = Event.__table__
part = EventNation.__table__
IDS: BindParameter[Any] = bindparam("ids", expanding=True)
STANDING = union_all(
    select(event.c.id, event.c.marking, event.c.host_code.label("code")).where(event.c.id.in_(IDS)),
    select(part.c.event_id, null(), part.c.nation_code).where(part.c.event_id.in_(IDS)),
)


@moments
def moments_of(connection: Connection, event_ids: Collection[int]) -> dict[int, Moment]:
    """Return marking and nations, host included, of those of the events that are there."""
    markings: dict[int, Marking] = {}
    nations: dict[int, set[str]] = {}
    for key, marking, code in connection.execute(STANDING, {"ids": list(event_ids)}):
        if marking is not None:
            markings[key] = marking
        nations.setdefault(key, set()).update([code] if code else [])
    return {key: Moment(marking, frozenset(nations[key])) for key, marking in markings.items()}


@moment_at_hand("event")
def moment_of_new(event: Event) -> Moment | None:
    """Return how an event stands that was made just now, with the nations that came with it."""
    if not {"marking", "partners"} <= event.__dict__.keys():
        return None
    codes = {row.nation_code for row in event.partners} | {event.host_code}
    return Moment(event.marking, frozenset(code for code in codes if code))
