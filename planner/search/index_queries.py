"""The words of every row that can be found, read from the tables for the index."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, bindparam, func, select

from planner.attachments.models import Attachment
from planner.commitments.models import Commitment
from planner.events.models import Event, Place
from planner.objectives.aim_models import Aim
from planner.objectives.models import Indicator, LineOfEffort, Objective, Plan
from planner.outcomes.concern_models import Concern
from planner.outcomes.models import AfterActionReport, FollowUp, Lesson, MediaItem, Outcome
from planner.participants.models import Person
from planner.partners.models import Institution, Organisation, Programme
from planner.protocol.models import CulturalPart, Gift, TimetableItem
from planner.text.textsearch import IndexedText
from planner.ways.models import Way

# Tables, not classes: the index is the product's own and holds every row, whoever is looking.
event = Event.__table__
place = Place.__table__
person = Person.__table__
organisation = Organisation.__table__
outcome = Outcome.__table__
follow_up = FollowUp.__table__
commitment = Commitment.__table__
objective = Objective.__table__
indicator = Indicator.__table__
plan = Plan.__table__
line_of_effort = LineOfEffort.__table__
aim = Aim.__table__
programme = Programme.__table__
institution = Institution.__table__
lesson = Lesson.__table__
report = AfterActionReport.__table__
media = MediaItem.__table__
timetable = TimetableItem.__table__
culture = CulturalPart.__table__
gift = Gift.__table__
concern = Concern.__table__
attachment = Attachment.__table__
way = Way.__table__

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
    "concern": concern.c.id,
    "plan": plan.c.id,
    "aim": aim.c.id,
    "timetable": timetable.c.id,
    "culture": culture.c.id,
    "gift": gift.c.id,
    "attachment": attachment.c.id,
    "way": way.c.id,
    "commitment": commitment.c.id,
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
    "concern": (concern.c.what,),
    "plan": (plan.c.name,),
    "aim": (aim.c.name,),
    "timetable": (timetable.c.what,),
    "culture": (culture.c.what,),
    "gift": (gift.c.what,),
    "attachment": (attachment.c.name,),
    "way": (way.c.text,),
    "commitment": (commitment.c.what,),
}
BODIES: dict[str, tuple[Any, ...]] = {
    "event": (event.c.summary, event.c.benefit_own, event.c.benefit_partner, event.c.source_note),
    "person": (person.c.post, person.c.armed_service),
    "organisation": (organisation.c.town, organisation.c.note),
    "outcome": (outcome.c.evidence,),
    "follow_up": (follow_up.c.note,),
    "objective": (
        objective.c.smart,
        objective.c.theory_of_change,
        objective.c.assumptions,
        objective.c.risks,
    ),
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
    "concern": (concern.c.raised_by, concern.c.detail, concern.c.answer),
    "media": (media.c.outlet, media.c.campaign, media.c.language, media.c.answer, media.c.url),
    "plan": (plan.c.note,),
    "aim": (aim.c.agency, aim.c.note),
    "timetable": (timetable.c.place, timetable.c.lead, timetable.c.dress),
    "culture": (culture.c.place, culture.c.note),
    "gift": (gift.c.giver, gift.c.receiver, gift.c.note),
    "attachment": (),
    "way": (way.c.source, way.c.gift_limit),
    "commitment": (commitment.c.reason,),
}
PARTS: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "event": (place.c.event_id, (place.c.town, place.c.phase)),
    "objective": (indicator.c.objective_id, (indicator.c.code, indicator.c.name)),
    "plan": (line_of_effort.c.plan_id, (line_of_effort.c.name,)),
}
"""Rows that belong to another's document: the column of its key, and their words."""
CHUNK = 500
IDS: BindParameter[Any] = bindparam("ids", expanding=True)


def documents(
    connection: Connection, kind: str, ids: Sequence[int] | None = None
) -> Iterator[IndexedText]:
    """Give what the index must hold of a kind's rows: of the keys named, or of all."""
    titles, own = len(TITLES[kind]), len(TITLES[kind]) + len(BODIES[kind])
    rows = _rows(connection, _words(kind, ids is None), ids)
    for key, same in groupby(rows, key=itemgetter(0)):
        _key, *words = first = next(same)
        of_parts = [word for row in (first, *same) for word in row[1 + own :]]
        body = [*words[titles:own], *of_parts]
        yield IndexedText(kind, key, _joined(words[:titles]), _joined(body))


# Every save asks it, so that it is put together once.
@cache
def _words(kind: str, of_all: bool) -> Select[Any]:
    """Return the statement of a kind's words: a row for each part, or one where there is none."""
    key = KEYS[kind]
    of_row, (part, parts) = (*TITLES[kind], *BODIES[kind]), PARTS.get(kind, (None, ()))
    statement = select(key, *of_row, *parts).order_by(key)
    if kind == "report":
        statement = statement.join_from(report, event, event.c.id == report.c.event_id)
    if part is not None:
        statement = statement.outerjoin_from(key.table, part.table, part == key)
        statement = statement.order_by(part.table.c.id)
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
