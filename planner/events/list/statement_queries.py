"""The statement behind a list of events: the fields that its columns need, and their tables."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Select, select

from planner.accounts.models import User
from planner.events.list.rows import SOURCES
from planner.events.list.several_queries import OF_TABLES
from planner.events.models import Event, EventNation
from planner.partners.models import Programme
from planner.web.lists.columns import ListColumn

# Tables, not classes: the event in the same statement is narrowed to what the viewer may see.
event_nation = EventNation.__table__
ALWAYS = ("id", "marking")
SEVERAL = ("places", *OF_TABLES)


def needed(columns: Iterable[ListColumn], *also: str) -> list[str]:
    """Return the names of the fields that columns need, each once."""
    return list(dict.fromkeys([*ALWAYS, *also, *(n for c in columns for n in c.needed)]))


def statement_of(names: Collection[str], nation: str = "") -> Select[Any]:
    """Return the select of fields of events, joined to what they are read from."""
    statement = select(*(SOURCES[name] for name in single(names))).select_from(Event)
    if "programme" in names:
        statement = statement.outerjoin(Programme, Programme.id == Event.programme_id)
    if not {"owner", "owner_is_here"}.isdisjoint(names):
        statement = statement.outerjoin(User, User.id == Event.owner_id)
    if not {"partner_planned", "partner_actual"}.isdisjoint(names):
        of_nation = event_nation.c.nation_code == nation
        part = (event_nation.c.event_id == Event.id) & of_nation
        statement = statement.outerjoin(event_nation, part)
    return statement


def single(names: Iterable[str]) -> list[str]:
    """Return the names of the fields that a statement reads, in its order."""
    return [name for name in names if name not in SEVERAL]
