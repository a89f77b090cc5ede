"""What rows that were loaded at once say of themselves that came later than a day is taken back.

Of such rows the history tells no steps, but they name their moments: when an event moved from
state to state, when an outcome was seen, a report filed, a follow-up closed. Rows that the
history knows are taken back by it.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from planner.choices import EXECUTED_STATES, CommitmentState, EventState, FollowUpState, LessonState
from planner.history.past_table_queries import PastTables
from planner.history.remembering import in_batches
from planner.reports.past.known_from import named_before

NOT_YET = {
    "outcome": "seen_on",
    "after_action_report": "reported_on",
    "media_item": "published_on",
    "concern": "raised_on",
    "indicator_update": "seen_on",
    "commitment": "promised_on",
}
"""By table: the day before which a row was not there."""
STILL: dict[str, tuple[str, dict[str, Any]]] = {
    "concern": ("answered_on", {"answered_on": None, "answer": ""}),
    "follow_up": ("closed_on", {"closed_on": None, "state": FollowUpState.OPEN}),
    "commitment": ("settled_on", {"settled_on": None, "state": CommitmentState.OPEN}),
    "lesson": ("closed_on", {"closed_on": None, "state": LessonState.IMPLEMENTED}),
    "later_look": ("looked_on", {"looked_on": None, "lasted": None, "looked_by_id": None}),
}
"""By table: the day on which a row was ended, and what it says until then."""
VERIFIED = ("outcome", "indicator_update")
NOT_VERIFIED = {"verified_by_id": None, "verified_at": None}
NOT_HELD = {"actual_starts_on": None, "actual_ends_on": None}
NOT_APPROVED = {"baseline_starts_on": None, "baseline_ends_on": None, "baselined_at": None}


def take_back_dated(tables: PastTables, day: date, after: datetime) -> None:
    """Take back what loaded rows say that came after a day; `after` is its end.

    An event whose moves were not loaded was approved until it was held: nothing else is known.
    """
    for name, column in NOT_YET.items():
        gone = loaded(tables, name, column, day, after)
        tables.remove_some(name, {(key,) for key in gone})
        if gone and name == "outcome":
            tables.remove_where(tables.table("outcome_event").c.outcome_id, sorted(gone))
    for name, (column, values) in STILL.items():
        rewrite(tables, name, loaded(tables, name, column, day, after), values)
    for name in VERIFIED:
        rewrite(tables, name, loaded(tables, name, "verified_at", after, after), NOT_VERIFIED)
    take_back_moves(tables, after)
    held = loaded(tables, "event", "actual_ends_on", day, after)
    rewrite(tables, "event", held, {"state": EventState.APPROVED, **NOT_HELD})
    rewrite(tables, "event", loaded(tables, "event", "baselined_at", after, after), NOT_APPROVED)


def loaded(
    tables: PastTables, name: str, column: str, last: date | datetime, after: datetime
) -> set[int]:
    """Return the loaded rows of a table that say in a column that something came later."""
    now = tables.made.get(name, tables.present(name))
    later = now.c[column] >= last if isinstance(last, datetime) else now.c[column] > last
    keys = set(tables.connection.scalars(select(now.c.id).where(later)))
    return keys - named_before(tables.connection, name, keys, after)


def rewrite(tables: PastTables, name: str, keys: Collection[int], values: dict[str, Any]) -> None:
    """Give some rows other values."""
    for some in in_batches(keys):
        mine = tables.table(name)
        tables.connection.execute(mine.update().where(mine.c.id.in_(some)).values(values))


def take_back_moves(tables: PastTables, after: datetime) -> None:
    """Put events into the state in which their moves left them, and take the later moves out."""
    moves = loaded(tables, "transition", "at", after, after)
    now = tables.made.get("transition", tables.present("transition"))
    first: dict[int, Any] = {}
    for some in in_batches(moves):
        asked = select(now.c.event_id, now.c.at, now.c.from_state).where(now.c.id.in_(some))
        for event_id, at, state in tables.connection.execute(asked):
            if event_id not in first or at < first[event_id][0]:
                first[event_id] = (at, state or EventState.CONCEPT)
    by_state: dict[EventState, list[int]] = defaultdict(list)
    for event_id, (_at, state) in first.items():
        by_state[state].append(event_id)
    for state, keys in by_state.items():
        held = {} if state in EXECUTED_STATES else NOT_HELD
        rewrite(tables, "event", keys, {"state": state, **held})
    tables.remove_some("transition", {(key,) for key in moves})
