"""What was published and which concerns were raised in a scope, and how both were answered."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from statistics import median
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload, selectinload

from planner.choices import MediaAnswer
from planner.db import db
from planner.events.models import Event, EventNation
from planner.outcomes.concern_models import Concern
from planner.outcomes.models import MediaItem
from planner.outcomes.press_conditions import ANSWER_DAYS, CONCERN_DAYS, belongs_to, serves
from planner.outcomes.told import ToldEvent, told
from planner.reports.measures.scope import Scope

ENOUGH = 3
"""Items below which a mean tone and a middle of days say nothing (METRICS M23)."""


@dataclass(frozen=True)
class PressItems:
    """Some publications, and what they come to."""

    items: Sequence[MediaItem]

    @property
    def tone(self) -> Fraction | None:
        """Return the mean tone (M23); None below three."""
        if len(self.items) < ENOUGH:
            return None
        return Fraction(sum(one.tone for one in self.items), len(self.items))

    def of_side(self, side: int) -> int:
        """Return how many are favourable (1), neutral (0) or critical (−1)."""
        return sum((one.tone > 0) - (one.tone < 0) == side for one in self.items)

    @property
    def reach(self) -> int:
        """Return how many people were reached, as far as it is known."""
        return sum(one.reach or 0 for one in self.items)

    @property
    def with_reach(self) -> int:
        """Return of how many publications the reach is known."""
        return sum(one.reach is not None for one in self.items)

    @property
    def critical(self) -> list[MediaItem]:
        """Return those that speak against us."""
        return [one for one in self.items if one.is_critical]

    @property
    def answered(self) -> list[MediaItem]:
        """Return the critical ones that were answered, not let be."""
        let_be = MediaAnswer.LET_BE
        return [one for one in self.critical if one.answered_on and one.answer_way is not let_be]

    @property
    def days_to_answer(self) -> float | None:
        """Return the middle of the days from publication to answer; None below three."""
        return middle(
            (one.answered_on or one.published_on) - one.published_on for one in self.answered
        )

    def unanswered(self, today: date, *, late: bool = False) -> int:
        """Return how many critical ones wait for an answer, or have waited too long."""
        waiting = [one for one in self.critical if one.answered_on is None]
        return sum(not late or (today - one.published_on).days > ANSWER_DAYS for one in waiting)


def middle(lengths: Iterable[Any]) -> float | None:
    """Return the median of lengths in days; None below three."""
    days = [one.days for one in lengths]
    return float(median(days)) if len(days) >= ENOUGH else None


def narrowed(entity: Any, day: Any, scope: Scope) -> list[ColumnElement[bool]]:
    """Return the conditions for the rows of a scope, by a column of their days."""
    found: list[ColumnElement[bool]] = [day.between(scope.period.first, scope.period.last)]
    if scope.nation_codes:
        found.append(belongs_to(entity, scope.nation_codes))
    if scope.objective_ids:
        found.append(serves(entity, scope.objective_ids))
    return found


def press_of(scope: Scope) -> PressItems:
    """Return what was published in a scope, the oldest first."""
    statement = (
        select(MediaItem)
        .where(*narrowed(MediaItem, MediaItem.published_on, scope))
        .order_by(MediaItem.published_on, MediaItem.id)
        .options(joinedload(MediaItem.event), selectinload(MediaItem.themes))
    )
    return PressItems(db.session.scalars(statement).all())


def concerns_of(scope: Scope) -> Sequence[Concern]:
    """Return the concerns raised in a scope, the oldest first."""
    statement = (
        select(Concern)
        .where(*narrowed(Concern, Concern.raised_on, scope))
        .order_by(Concern.raised_on, Concern.id)
        .options(joinedload(Concern.event))
    )
    return db.session.scalars(statement).all()


def nations_by_event(keys: Iterable[int]) -> dict[int, set[str]]:
    """Return the nations that take part in events or host them, by event."""
    wanted, found = sorted(set(keys)), defaultdict(set)
    part = select(EventNation.event_id, EventNation.nation_code)
    host = select(Event.id, Event.host_code).where(Event.host_code.is_not(None))
    for key, code in db.session.execute(part.where(EventNation.event_id.in_(wanted))):
        found[key].add(code)
    for key, host_code in db.session.execute(host.where(Event.id.in_(wanted))):
        found[key].add(host_code or "")
    return found


def by_nation(press: PressItems, scope: Scope, own: str | None) -> dict[str, PressItems]:
    """Return what was published by partner nation: the one it names, else those of its event."""
    open_ones = [one.event_id for one in press.items if one.event_id and not one.nation_code]
    taking_part, found = nations_by_event(open_ones), defaultdict(list)
    for one in press.items:
        named = {one.nation_code} if one.nation_code else taking_part[one.event_id or 0]
        for code in named:
            if code and code != own and (not scope.nation_codes or code in scope.nation_codes):
                found[code].append(one)
    return {code: PressItems(items) for code, items in found.items()}


def by_theme(press: PressItems) -> dict[str, PressItems]:
    """Return what was published by the themes that it carries; one of two themes is in both."""
    found = defaultdict(list)
    for one in press.items:
        for code in one.theme_codes:
            found[code].append(one)
    return {code: PressItems(items) for code, items in found.items()}


def days_to_answer(concerns: Iterable[Concern]) -> float | None:
    """Return the middle of the days from raising to answering; None below three."""
    return middle(one.answered_on - one.raised_on for one in concerns if one.answered_on)


def open_ones(concerns: Iterable[Concern], today: date, *, late: bool = False) -> int:
    """Return how many concerns are open, or have been open for too long."""
    waiting = [one for one in concerns if one.is_open]
    return sum(not late or (today - one.raised_on).days > CONCERN_DAYS for one in waiting)


def told_in_press(scope: Scope) -> list[ToldEvent]:
    """Return how the publications and concerns of a scope are marked and released."""
    return list(told([*press_of(scope).items, *concerns_of(scope)]))
