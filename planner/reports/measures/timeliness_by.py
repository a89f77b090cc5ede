"""What M5, M13 and M14 count, by owner and by desk: one statement for events, one for promises."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, case, distinct, func, or_, select

from planner.choices import KEPT_STATES
from planner.db import db
from planner.events.measures import event_nation
from planner.events.models import Event
from planner.outcomes.follow_up_due import is_overdue
from planner.outcomes.models import FollowUp
from planner.partners.models import Nation
from planner.reports.measures.scope import Scope
from planner.reports.measures.timeliness import due_in
from planner.shapes.figure import Rate

OF_EVENTS = (
    *("planned", "planned-executed", "report-due", "reported-in-time"),
    *("executed", "complete"),
)


@dataclass(frozen=True)
class Punctuality:
    """What was planned, reported and promised, and how much of it was in time."""

    planned: int = 0
    executed: int = 0
    """Of what was planned for the period, what was executed in it."""
    due: int = 0
    """Executed events whose days for the report have passed."""
    reported: int = 0
    owed: int = 0
    """Follow-ups due in the period: kept, or overdue today."""
    kept: int = 0
    held: int = 0
    """Executed events of the period."""
    complete: int = 0
    """Of these, those of which nothing is missing that is asked of every event."""

    @property
    def execution(self) -> Rate:
        """Return M5."""
        return Rate(self.executed, self.planned)

    @property
    def reports(self) -> Rate:
        """Return M14."""
        return Rate(self.reported, self.due)

    @property
    def promises(self) -> Rate:
        """Return M13."""
        return Rate(self.kept, self.owed)

    @property
    def completeness(self) -> Rate:
        """Return the share of executed events that are entered completely."""
        return Rate(self.complete, self.held)


def by_owner(scope: Scope) -> dict[int | None, Punctuality]:
    """Return the numbers by the owner of the events; None for events without one."""
    return counted_by(scope, Event.owner_id)


def by_desk(scope: Scope) -> dict[str, Punctuality]:
    """Return the numbers by the desks of the events' partners; one with two desks is in both."""
    desk = select(Nation.code, Nation.desk).where(Nation.desk != "", Nation.is_own.is_(False))
    if scope.nation_codes:
        desk = desk.where(Nation.code.in_(scope.nation_codes))
    desks = desk.cte("desks")
    pairs = (
        select(event_nation.c.event_id, desks.c.desk)
        .join(desks, desks.c.code == event_nation.c.nation_code)
        .distinct()
        .cte("of_desks")
    )
    return counted_by(scope, pairs.c.desk, (pairs, pairs.c.event_id == Event.id))


def counted_by(scope: Scope, group: Any, joined: tuple[Any, ...] = ()) -> dict[Any, Punctuality]:
    """Return the numbers of the groups in which anything is counted."""
    found: dict[Any, list[int]] = defaultdict(lambda: [0] * 8)
    conditions = [scope.counts(name) for name in OF_EVENTS]
    statement = select(group, *(number_of(one, Event.id) for one in conditions))
    statement = statement.where(or_(conditions[0], conditions[4]))
    for key, *numbers in db.session.execute(grouped(statement.select_from(Event), group, joined)):
        found[key][:4], found[key][6:] = numbers[:4], numbers[4:]
    conditions = [is_counted(scope), is_in_time()]
    owed = select(group, *(number_of(one, FollowUp.id) for one in conditions))
    owed = owed.select_from(FollowUp).join(FollowUp.event).where(*due_in(scope), conditions[0])
    for key, *numbers in db.session.execute(grouped(owed, group, joined)):
        found[key][4:6] = numbers
    return {key: Punctuality(*numbers) for key, numbers in found.items()}


def grouped(statement: Any, group: Any, joined: tuple[Any, ...]) -> Any:
    """Return a statement by group, with the table that holds the group joined."""
    return (statement.join(*joined) if joined else statement).group_by(group)


def number_of(condition: ColumnElement[bool], key: Any) -> Any:
    """Return how many different rows meet a condition."""
    return func.count(distinct(case((condition, key))))


def is_counted(scope: Scope) -> ColumnElement[bool]:
    """Return the condition that M13 counts a follow-up: kept, or overdue today."""
    return or_(FollowUp.state.in_(KEPT_STATES), is_overdue(scope.today))


def is_in_time() -> ColumnElement[bool]:
    """Return the condition that a follow-up was kept on or before its day."""
    return and_(FollowUp.state.in_(KEPT_STATES), FollowUp.closed_on <= FollowUp.due_on)


def nations_of_desks(codes: Iterable[str] = ()) -> Mapping[str, tuple[str, ...]]:
    """Return the partner nations of each desk, of some nations alone where they are given."""
    statement = select(Nation.desk, Nation.code).where(Nation.desk != "", Nation.is_own.is_(False))
    if chosen := list(codes):
        statement = statement.where(Nation.code.in_(chosen))
    found: dict[str, tuple[str, ...]] = {}
    for desk, code in db.session.execute(statement.order_by(Nation.desk, Nation.code)):
        found[desk] = (*found.get(desk, ()), code)
    return found
