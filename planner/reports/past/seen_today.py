"""What a viewer may not see today stays hidden when they look back (DOMAIN 3).

The criterion of every select tells what they might see of the rows as they were. Markings are
the higher ones of then and now already; here goes what is hidden by the nations of today, or
was when it was removed.
"""

from typing import Any

from sqlalchemy import Select, select

from planner.choices import Marking
from planner.events.models import EventNation
from planner.events.visibility import in_scope
from planner.history.past_table_queries import PastTables
from planner.history.remembering import in_batches
from planner.history.rewinding_queries import Fate, Rewound
from planner.objectives.models import Plan
from planner.outcomes.concern_models import Concern
from planner.outcomes.models import MediaItem, outcome_event
from planner.participants.models import Person
from planner.viewers import EVERYTHING, Viewer

EVENT, OUTCOME, PART = "event", "outcome", EventNation.__tablename__


def take_out_hidden(tables: PastTables, found: Rewound, viewer: Viewer) -> None:
    """Take out what is hidden from a viewer today; all that hangs on it goes with it."""
    if viewer is EVERYTHING or not viewer.sees_content:
        return
    for name in (EVENT, OUTCOME):
        fates = found.fates.get(name, {})
        tables.remove_some(name, {key for key, one in fates.items() if is_closed(one, viewer)})
    if viewer.nations is not None or viewer.ceiling < max(Marking):
        hidden = hidden_today(tables, found.of_events, viewer)
        tables.remove_some(EVENT, {(key,) for key in hidden})
        tables.remove_some(OUTCOME, {(key,) for key in outcomes_of(tables, hidden)})
    if viewer.nations is not None:
        for kind in (Plan, Person, MediaItem, Concern):
            hide_by_nation(tables, found, kind.__tablename__, viewer)


def is_closed(fate: Fate, viewer: Viewer) -> bool:
    """Say whether a row that was removed was hidden from a viewer when it went."""
    moment = fate.last_moment
    if not fate.is_removed or moment is None:
        return False
    is_out = viewer.nations is not None and viewer.nations.isdisjoint(moment.nations)
    return moment.marking > viewer.ceiling or is_out


def hidden_today(tables: PastTables, keys: set[int], viewer: Viewer) -> set[int]:
    """Return those of some events that are there today and hidden from a viewer by now.

    A discarded one is removed, not hidden: it is shown for the days on which it was there.
    """
    event, part = tables.present(EVENT), tables.present(PART)
    asked = select(event.c.id)
    there = found_among(tables, asked, event.c.id, keys)
    return there - found_among(
        tables, asked.where(in_scope(viewer, event.c, part)), event.c.id, keys
    )


def outcomes_of(tables: PastTables, keys: set[int]) -> set[int]:
    """Return the outcomes that come, today, of one of some events."""
    link = tables.present(outcome_event.name)
    return found_among(tables, select(link.c.outcome_id), link.c.event_id, keys)


def found_among(
    tables: PastTables, asked: Select[tuple[int]], column: Any, keys: set[int]
) -> set[int]:
    """Return the keys that a statement finds with a column among some keys."""
    found: set[int] = set()
    for some in in_batches(keys):
        found |= set(tables.connection.scalars(asked.where(column.in_(some))))
    return found


def hide_by_nation(tables: PastTables, found: Rewound, name: str, viewer: Viewer) -> None:
    """Let rows that belong to another nation today, out of a viewer's scope, belong to it then."""
    changed = [key[0] for key in found.fates.get(name, {})]
    now: Any = tables.present(name)
    for some in in_batches(changed):
        asked = select(now.c.id, now.c.nation_code).where(
            now.c.id.in_(some), now.c.nation_code.not_in(sorted(viewer.nations or ()))
        )
        for key, code in tables.connection.execute(asked).all():
            mine = tables.table(name)
            change = mine.update().where(mine.c.id == key).values(nation_code=code)
            tables.connection.execute(change)
