"""The words of every row that can be found, read from the tables for the index."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, bindparam, select

from planner.events.models import Event, Place
from planner.outcomes.models import FollowUp, Outcome
from planner.participants.models import Person
from planner.partners.models import Organisation
from planner.textsearch import Document

# Tables, not classes: the index is the product's own and holds every row, whoever is looking.
event = Event.__table__
place = Place.__table__
person = Person.__table__
organisation = Organisation.__table__
outcome = Outcome.__table__
follow_up = FollowUp.__table__

TITLES: dict[str, tuple[Any, ...]] = {
    "event": (event.c.title, event.c.edition),
    "person": (person.c.rank, person.c.name, person.c.name_native),
    "organisation": (organisation.c.name, organisation.c.short_name),
    "outcome": (outcome.c.title,),
    "follow_up": (follow_up.c.what,),
}
BODIES: dict[str, tuple[Any, ...]] = {
    "event": (event.c.summary, event.c.benefit_own, event.c.benefit_partner, event.c.source_note),
    "person": (person.c.post, person.c.armed_service),
    "organisation": (organisation.c.town, organisation.c.note),
    "outcome": (outcome.c.evidence,),
    "follow_up": (follow_up.c.note,),
}
CHUNK = 500
IDS: BindParameter[Any] = bindparam("ids", expanding=True)


def documents(
    connection: Connection, kind: str, ids: Sequence[int] | None = None
) -> Iterator[Document]:
    """Give what the index must hold of a kind's rows: of the keys named, or of all."""
    towns = towns_of(connection, ids) if kind == "event" else {}
    parts = len(TITLES[kind])
    for row in _rows(connection, _words(kind, ids is None), ids):
        key, words = row[0], row[1:]
        body = [*words[parts:], *towns.get(key, ())]
        yield Document(kind, key, _joined(words[:parts]), _joined(body))


def towns_of(connection: Connection, ids: Sequence[int] | None) -> dict[int, list[str]]:
    """Return the towns and phases of events, by the event's key."""
    found: dict[int, list[str]] = {}
    for key, town, phase in _rows(connection, _towns(ids is None), ids):
        found.setdefault(key, []).extend((town, phase))
    return found


def _key(kind: str) -> Any:
    return TITLES[kind][0].table.c.id


# Every save asks these, so that each is put together once.
@cache
def _words(kind: str, of_all: bool) -> Select[Any]:
    statement = select(_key(kind), *TITLES[kind], *BODIES[kind]).order_by(_key(kind))
    return statement if of_all else statement.where(_key(kind).in_(IDS))


@cache
def _towns(of_all: bool) -> Select[Any]:
    statement = select(place.c.event_id, place.c.town, place.c.phase).order_by(place.c.id)
    return statement if of_all else statement.where(place.c.event_id.in_(IDS))


def _rows(
    connection: Connection, statement: Select[Any], ids: Sequence[int] | None
) -> Iterable[Any]:
    return connection.execute(statement, {} if ids is None else {"ids": ids})


def _joined(words: Sequence[str | None]) -> str:
    return " ".join(word for word in words if word)


SUBJECTS: dict[type, tuple[str, Callable[[Any], int | None]]] = {
    Event: ("event", lambda row: row.id),
    Place: ("event", lambda row: row.event_id),
    Person: ("person", lambda row: row.id),
    Organisation: ("organisation", lambda row: row.id),
    Outcome: ("outcome", lambda row: row.id),
    FollowUp: ("follow_up", lambda row: row.id),
}
"""Which document a changed row belongs to: its kind and the key of its subject."""
