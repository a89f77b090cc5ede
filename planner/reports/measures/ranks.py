"""People of one partner by rank: how many are on record, were met, and when last (METRICS M17)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, case, distinct, func, select

from planner.choices import EXECUTED_STATES
from planner.db import db
from planner.events.models import Attendance, Event
from planner.participants.models import Person
from planner.reports.measures.scope import Scope

NO_RANK = "none"
"""Stands for ranks that no table knows."""


@dataclass(frozen=True)
class RankMet:
    """The people of one rank: on record, met in the period, and the last day of any."""

    known: int = 0
    met: int = 0
    last_on: date | None = None


def ranks_of(code: str, scope: Scope) -> Mapping[str, RankMet]:
    """Return the people of a nation by rank, in two statements, as far as a viewer may see.

    Days count up to today, whatever the period; a person counts once.
    """
    known = by_rank(select(Person.rank_code, func.count(Person.id)), code)
    in_period = case((scope.counts("executed"), Person.id))
    met = by_rank(
        select(Person.rank_code, func.count(distinct(in_period)), func.max(Event.actual_ends_on))
        .join_from(Attendance, Person, Attendance.person_id == Person.id)
        .join(Attendance.event)
        .where(
            Attendance.has_attended.is_(True),
            and_(Event.state.in_(EXECUTED_STATES), Event.actual_ends_on <= scope.today),
        ),
        code,
    )
    return {rank: RankMet(number, *met.get(rank, (0, None))) for rank, (number,) in known.items()}


def by_rank(statement: Any, code: str) -> dict[str, tuple[Any, ...]]:
    """Return the answers of a statement by rank."""
    grouped = statement.where(Person.nation_code == code).group_by(Person.rank_code)
    return {rank or NO_RANK: tuple(found) for rank, *found in db.session.execute(grouped)}
