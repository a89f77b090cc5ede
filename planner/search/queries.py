"""What is found: rows of every kind that the viewer may see, those named so first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import joinedload, selectinload

from planner.attachments.models import Attachment
from planner.attachments.queries import TOLD_WITH
from planner.commitments.models import Commitment
from planner.db import db
from planner.events.models import Event
from planner.keyset import Key, Slice, SortKey, check_keys, page_statement, slice_of
from planner.objectives.aim_models import Aim
from planner.objectives.models import LineOfEffort, Objective, Plan
from planner.outcomes.concern_models import Concern
from planner.outcomes.models import AfterActionReport, FollowUp, Lesson, MediaItem, Outcome
from planner.participants.models import Person
from planner.partners.models import Institution, Nation, Organisation, Programme
from planner.protocol.models import CulturalPart, Gift, TimetableItem
from planner.search.nation_queries import nations_named
from planner.text.folding import asked
from planner.text.textsearch import holding, matching_kinds
from planner.ways.models import Way

TOLD = (Event.marking, Event.releasable_to)
"""What a row that hangs on events is marked and released by."""


@dataclass(frozen=True)
class Source:
    """A kind of row that is searched: its class, its order, its key and what its line shows."""

    model: Any
    order: Any
    is_descending: bool = False
    loads: tuple[Any, ...] = ()
    key: str = "id"

    @property
    def column(self) -> Any:
        """Return the column that the index knows a row by."""
        return getattr(self.model, self.key)


def event_of(model: Any) -> tuple[Any, ...]:
    """Return what loads the event that a row hangs on, as far as its line shows it."""
    return (joinedload(model.event, innerjoin=True).load_only(Event.title, *TOLD),)


SOURCES: dict[str, Source] = {
    "event": Source(Event, Event.sort_on, True),
    "person": Source(Person, Person.name),
    "organisation": Source(Organisation, Organisation.name),
    "nation": Source(Nation, Nation.name, key="code"),
    "objective": Source(
        Objective,
        Objective.code,
        loads=(
            joinedload(Objective.line).joinedload(LineOfEffort.plan),
            selectinload(Objective.indicators),
        ),
    ),
    "plan": Source(Plan, Plan.starts_on, True, (selectinload(Plan.lines),)),
    "aim": Source(Aim, Aim.name),
    "programme": Source(Programme, Programme.name),
    "institution": Source(Institution, Institution.name),
    "report": Source(
        AfterActionReport,
        AfterActionReport.reported_on,
        True,
        event_of(AfterActionReport),
        key="event_id",
    ),
    "outcome": Source(
        Outcome, Outcome.seen_on, True, (selectinload(Outcome.events).load_only(*TOLD),)
    ),
    "follow_up": Source(FollowUp, FollowUp.due_on, True, event_of(FollowUp)),
    "commitment": Source(Commitment, Commitment.due_on, True),
    "lesson": Source(Lesson, Lesson.identified_on, True, event_of(Lesson)),
    "media": Source(
        MediaItem,
        MediaItem.published_on,
        True,
        (joinedload(MediaItem.event).load_only(Event.title, *TOLD),),
    ),
    "concern": Source(
        Concern,
        Concern.raised_on,
        True,
        (joinedload(Concern.event).load_only(Event.title, *TOLD),),
    ),
    "timetable": Source(TimetableItem, TimetableItem.on_day, True, event_of(TimetableItem)),
    "culture": Source(CulturalPart, CulturalPart.what, loads=event_of(CulturalPart)),
    "gift": Source(Gift, Gift.what, loads=event_of(Gift)),
    "attachment": Source(Attachment, Attachment.name, loads=TOLD_WITH),
    "way": Source(Way, Way.nation_code),
}


def named(kind: str, query: str, *, in_title: bool = False) -> ColumnElement[bool]:
    """Return the condition that a row of a kind holds every word asked for."""
    if kind == "nation":
        condition: ColumnElement[bool] = Nation.code.in_(nations_named(query))
        return condition
    return holding(kind, SOURCES[kind].column, query, in_title=in_title)


def kinds_found(query: str) -> set[str]:
    """Return the kinds that are worth asking for rows that hold every word."""
    return matching_kinds(query) | ({"nation"} if nations_named(query) else set())


def found(
    kind: str, query: str, *, size: int, after: Key | None = None, before: Key | None = None
) -> Slice[Any]:
    """Return one page of a kind's rows that hold every word, with how many there are in all.

    Raises KeyMisfit for a key that is none of this kind's order.
    """
    source = SOURCES[kind]
    rank = case((named(kind, query, in_title=True), 0), else_=1)
    keys = [SortKey(rank), SortKey(source.order, source.is_descending), SortKey(source.column)]
    check_keys(keys, after, before)
    if not asked(query):
        return Slice((), None, None, 0)
    statement = select(source.model, rank).where(named(kind, query)).options(*source.loads)
    rows = db.session.execute(page_statement(statement, keys, size, after, before)).all()
    page: Slice[Any] = slice_of(
        rows,
        lambda row: (row[1], getattr(row[0], source.order.key), getattr(row[0], source.key)),
        size,
        after,
        before,
    )
    is_whole = page.next_key is None and page.previous_key is None
    total = len(page.items) if is_whole else number_found(kind, query)
    return Slice(_models(page.items), page.next_key, page.previous_key, total)


def _models(rows: Sequence[Any]) -> list[Any]:
    return [row[0] for row in rows]


def number_found(kind: str, query: str) -> int:
    """Return how many rows of a kind the viewer would find."""
    if not asked(query):
        return 0
    counted = select(func.count(SOURCES[kind].column)).where(named(kind, query))
    return db.session.scalar(counted) or 0
