"""Before-images: what a changed or removed row held, exactly as it lay in the database.

The changes of an entry are words for readers; these are values, from which an earlier state of
the office is made again (docs/decisions/as-of-a-past-day.md). They never leave the product.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import Connection, event, inspect
from sqlalchemy.orm import InstanceState, Mapper
from sqlalchemy.orm.base import PASSIVE_NO_INITIALIZE

from planner.history.changes import SECRETS, recorded
from planner.history.packing import packed
from planner.history.stored_queries import stored_values

OF_NO_REPORT = {
    *("user_account", "role_grant", "feed", "saved_filter", "attachment", "two_people"),
    *("value_link", "closed_period", "mailed_report", "mailed_file", "nation_way"),
    "released_copy",
}
"""Kinds of rows with a history that no report reads, or reads for a name of today alone."""
ALONE = {"person": {"id", "nation_code", "created_at"}}
"""Of people only what counts are made of: an erased record must not lie here."""
NEVER = SECRETS | {"version", "giver_name", "giver_organisation"}
UNREAD = "unread_before"


@cache
def kept_columns(mapper: Mapper[Any]) -> tuple[str, ...]:
    """Return the attributes of a class whose values are kept; none of a class without images."""
    what = recorded(mapper)
    if what is None or what.kind in OF_NO_REPORT:
        return ()
    own = [one.key for one in mapper.column_attrs if one.key not in NEVER]
    return tuple(key for key in own if key in ALONE.get(what.kind, own))


def before_image(state: InstanceState[Any], verb: str, unread: dict[Any, Any]) -> Any:
    """Return the key of a row, and what it held before a flush: `row` and `links`.

    A changed row holds what is changed of it, a removed one everything, an added one nothing.
    """
    mapper = state.mapper
    names = kept_columns(mapper)
    if not names:
        return {}
    key = state.identity or mapper.primary_key_from_instance(state.obj())
    image: dict[str, Any] = {"key": [packed(part) for part in key]}
    if verb == "added":
        return image
    values = state.dict | unread.pop(state, {}) if verb == "deleted" else changed_from(state, names)
    image["row"] = {
        mapper.columns[name].name: packed(values[name]) for name in names if name in values
    }
    if links := dict(linked_before(state, verb)):
        image["links"] = links
    return image


def changed_from(state: InstanceState[Any], names: tuple[str, ...]) -> dict[str, Any]:
    """Return the values before the flush of the columns that it changes.

    Of one that was only flagged nothing is known: it is worked out anew at every save.
    """
    found = {}
    for name in names:
        change = state.get_history(name, PASSIVE_NO_INITIALIZE)
        if change.deleted:
            found[name] = change.deleted[0]
    return found


def linked_before(state: InstanceState[Any], verb: str) -> Iterator[tuple[str, list[Any]]]:
    """Give the tables of pairs that a flush changes, with the keys to which the row was tied."""
    for link in state.mapper.relationships:
        if link.secondary is None or link.viewonly:
            continue
        change = state.get_history(link.key, PASSIVE_NO_INITIALIZE)
        if verb == "deleted" or change.added or change.deleted:
            before = [*(change.unchanged or ()), *(change.deleted or ())]
            yield link.key, [packed(inspect(one).identity[0]) for one in before]


@event.listens_for(Mapper, "before_delete")
def read_what_is_not_loaded(mapper: Mapper[Any], connection: Connection, row: Any) -> None:
    """Read of a row that goes what is not in memory: afterwards it can be read no more."""
    state: Any = inspect(row)
    missing = state.unloaded.intersection(kept_columns(mapper))
    if not missing or state.session is None:
        return
    unread = state.session.info.setdefault(UNREAD, {})
    unread[state] = stored_values(connection, mapper, state.identity, sorted(missing))
