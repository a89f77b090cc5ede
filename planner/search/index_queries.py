"""The words of every row that can be found, read from the tables for the index."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, bindparam, func, select

from planner.events.models import Event, Place
from planner.objectives.models import Indicator, Objective
from planner.outcomes.models import AfterActionReport, FollowUp, Lesson, MediaItem, Outcome
from planner.participants.models import Person
from planner.partners.models import Institution, Organisation, Programme
from planner.text.textsearch import IndexedText

# Tables, not classes: the index is the product's own and holds every row, whoever is looking.
event = Event.__table__
place = Place.__table__
person = Person.__table__
organisation = Organisation.__table__
outcome = Outcome.__table__
follow_up = FollowUp.__table__
objective = Objective.__table__
indicator = Indicator.__table__
programme = Programme.__table__
institution = Institution.__table__
lesson = Lesson.__table__
report = AfterActionReport.__table__
media = MediaItem.__table__

KEYS: dict[str, Any] = {
    "event": event.c.id,
    "person": person.c.id,
    "organisation": organisation.c.id,
    "outcome": outcome.c.id,
    "follow_up": follow_up.c.id,
    "objective": objective.c.id,
    "programme": programme.c.id,
    "institution": institution.c.id,
    "lesson": lesson.c.id,
    "report": report.c.event_id,
    "media": media.c.id,
}
"""The key of a kind's rows in the index; a report is known by its event, whose title it bears."""

TITLES: dict[str, tuple[Any, ...]] = {
    "event": (event.c.title, event.c.edition),
    "person": (person.c.rank, person.c.name, person.c.name_native),
    "organisation": (organisation.c.name, organisation.c.short_name),
    "outcome": (outcome.c.title,),
    "follow_up": (follow_up.c.what,),
    "objective": (objective.c.code, objective.c.name),
    "programme": (programme.c.name,),
    "institution": (institution.c.name,),
    "lesson": (lesson.c.what,),
    "report": (event.c.title, event.c.edition),
    "media": (media.c.title,),
}
BODIES: dict[str, tuple[Any, ...]] = {
    "event": (event.c.summary, event.c.benefit_own, event.c.benefit_partner, event.c.source_note),
    "person": (person.c.post, person.c.armed_service),
    "organisation": (organisation.c.town, organisation.c.note),
    "outcome": (outcome.c.evidence,),
    "follow_up": (follow_up.c.note,),
    "objective": (objective.c.smart,),
    "programme": (programme.c.description, programme.c.source_note),
    "institution": (
        institution.c.town,
        institution.c.level,
        institution.c.armed_service,
        institution.c.source_note,
    ),
    "lesson": (lesson.c.recommendation,),
    "report": (
        report.c.planned,
        report.c.happened,
        report.c.why,
        report.c.sustain,
        report.c.improve,
    ),
    "media": (media.c.outlet, media.c.language, media.c.url),
}
PARTS: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "event": (place.c.event_id, (place.c.town, place.c.phase)),
    "objective": (indicator.c.objective_id, (indicator.c.code, indicator.c.name)),
}
"""Rows that belong to another's document: the column of its key, and their words."""
CHUNK = 500
IDS: BindParameter[Any] = bindparam("ids", expanding=True)


def documents(
    connection: Connection, kind: str, ids: Sequence[int] | None = None
) -> Iterator[IndexedText]:
    """Give what the index must hold of a kind's rows: of the keys named, or of all."""
    words_of_parts = parts_of(connection, kind, ids) if kind in PARTS else {}
    titles = len(TITLES[kind])
    for row in _rows(connection, _words(kind, ids is None), ids):
        key, words = row[0], row[1:]
        body = [*words[titles:], *words_of_parts.get(key, ())]
        yield IndexedText(kind, key, _joined(words[:titles]), _joined(body))


def parts_of(connection: Connection, kind: str, ids: Sequence[int] | None) -> dict[int, list[str]]:
    """Return the words of what belongs to rows of a kind, by the row's key."""
    found: dict[int, list[str]] = {}
    for key, *words in _rows(connection, _parts(kind, ids is None), ids):
        found.setdefault(key, []).extend(words)
    return found


# Every save asks these, so that each is put together once.
@cache
def _words(kind: str, of_all: bool) -> Select[Any]:
    key = KEYS[kind]
    statement = select(key, *TITLES[kind], *BODIES[kind]).order_by(key)
    if kind == "report":
        statement = statement.join_from(report, event, event.c.id == report.c.event_id)
    return statement if of_all else statement.where(key.in_(IDS))


@cache
def _parts(kind: str, of_all: bool) -> Select[Any]:
    key, words = PARTS[kind]
    statement = select(key, *words).order_by(key.table.c.id)
    return statement if of_all else statement.where(key.in_(IDS))


def keys_after(connection: Connection, kind: str, after: int, number: int | None) -> list[int]:
    """Return the keys of a kind's rows beyond one, in order: so many, or all of them."""
    key = KEYS[kind]
    beyond = select(key).where(key > after).order_by(key).limit(number)
    return list(connection.execute(beyond).scalars())


def number_of_rows(connection: Connection) -> int:
    """Return how many rows of all kinds have words in the index."""
    counts = (select(func.count()).select_from(key.table) for key in KEYS.values())
    return sum(connection.execute(count).scalar_one() for count in counts)


def _rows(
    connection: Connection, statement: Select[Any], ids: Sequence[int] | None
) -> Iterable[Any]:
    return connection.execute(statement, {} if ids is None else {"ids": ids})


def _joined(words: Sequence[str | None]) -> str:
    return " ".join(word for word in words if word)
