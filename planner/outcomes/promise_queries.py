"""Follow-ups around a nation, an organisation, a person, an event."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, func, not_, or_, select

from planner.db import db
from planner.events.models import Attendance, Event
from planner.outcomes.follow_up_conditions import concerns, is_open
from planner.outcomes.follow_up_queries import whole
from planner.outcomes.models import FollowUp, Outcome
from planner.outcomes.queries import SHORT
from planner.participants.models import Person


def promised_to_nation(code: str) -> list[FollowUp]:
    """Return the open promises to a nation, the most urgent first."""
    return ordered(and_(is_open(), FollowUp.promised_nation_code == code))


def owed_with_nation(code: str, limit: int = SHORT) -> list[FollowUp]:
    """Return the most urgent of what is owed after events with a nation and not promised to it."""
    promised = FollowUp.promised_nation_code.is_not_distinct_from(code)
    return ordered(and_(is_open(), concerns([code]), not_(promised)), limit)


def promised_to_organisation(organisation_id: int) -> list[FollowUp]:
    """Return the open promises to an organisation, the most urgent first."""
    return ordered(and_(is_open(), FollowUp.promised_organisation_id == organisation_id))


def owed_around(person: Person) -> list[FollowUp]:
    """Return what is owed after the events of a person, or to their organisation."""
    took_part = select(Attendance.event_id).where(Attendance.person_id == person.id)
    concerned: list[ColumnElement[bool]] = [FollowUp.event_id.in_(took_part)]
    if person.organisation_id is not None:
        concerned.append(FollowUp.promised_organisation_id == person.organisation_id)
    return ordered(and_(is_open(), or_(*concerned)))


def follow_ups_of(event: Event) -> list[FollowUp]:
    """Return the follow-ups of an event by due day."""
    return ordered(FollowUp.event_id == event.id)


def follow_ups_after(outcome: Outcome) -> list[FollowUp]:
    """Return the follow-ups that an outcome led to."""
    return ordered(FollowUp.outcome_id == outcome.id)


def ordered(condition: ColumnElement[bool], limit: int | None = None) -> list[FollowUp]:
    """Return the follow-ups that meet a condition, by due day."""
    statement = select(FollowUp).where(condition).order_by(FollowUp.due_on, FollowUp.id)
    return list(db.session.scalars(whole(statement.limit(limit))))


def follow_ups_by_id(ids: Iterable[int]) -> list[FollowUp]:
    """Return the visible ones of the follow-ups."""
    return ordered(FollowUp.id.in_(list(ids)))


def open_count_of(event: Event) -> int:
    """Count what is still owed after an event."""
    owed = select(func.count(FollowUp.id)).where(is_open(), FollowUp.event_id == event.id)
    return db.session.scalar(owed) or 0
