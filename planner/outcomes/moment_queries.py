"""On which events an outcome hangs: what its history keeps the moment of."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select

from planner.history.moments import hangs_on_several
from planner.outcomes.models import outcome_event

IDS: BindParameter[Any] = bindparam("ids", expanding=True)
SOURCES = select(outcome_event.c.outcome_id, outcome_event.c.event_id).where(
    outcome_event.c.outcome_id.in_(IDS)
)


@hangs_on_several("outcome")
def events_of_outcomes(connection: Connection, keys: Collection[int]) -> dict[int, frozenset[int]]:
    """Return the events of outcomes, by the outcome's key."""
    found: dict[int, set[int]] = {}
    for outcome_id, event_id in connection.execute(SOURCES, {"ids": list(keys)}):
        found.setdefault(outcome_id, set()).add(event_id)
    return {key: frozenset(events) for key, events in found.items()}
