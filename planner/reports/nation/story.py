"""What the page of a partner tells: each number asked once, of the present year and of today."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from sqlalchemy import case, func, select

from planner.choices import Marking, OutcomeSign, Standing
from planner.db import db
from planner.events.models import Event
from planner.objectives.models import Requirement
from planner.outcomes.follow_up_conditions import concerns, is_open
from planner.outcomes.follow_up_due import is_overdue
from planner.outcomes.models import FollowUp
from planner.partners.models import Nation
from planner.reports.choice import matrix_rows
from planner.reports.measures.concentration import shares
from planner.reports.measures.contacts import Silence, silences
from planner.reports.measures.counts import OTHER
from planner.reports.measures.coverage import coverage, objectives_of
from planner.reports.measures.coverage_cells import Coverage, Figures
from planner.reports.measures.effort import effort_by_nation
from planner.reports.measures.hosting import Hosting, Places, hosting_by_nation, places
from planner.reports.measures.outcomes_seen import outcomes_by_kind
from planner.reports.measures.ranks import RankMet, ranks_of
from planner.reports.measures.required_years import agreed, of_years, required_numbers
from planner.reports.measures.scope import Scope
from planner.reports.measures.tallies import held_with


@dataclass(frozen=True)
class Owed:
    """Open follow-ups that concern a partner, and how many of them are late."""

    number: int = 0
    late: int = 0


@dataclass(frozen=True)
class Shared:
    """The share of one partner in what the office does with all of them; None of nothing."""

    person_days: Fraction | None
    events: Fraction | None
    wanted: Fraction | None
    days_of_all: float
    events_of_all: int
    wanted_of_all: int


@dataclass(frozen=True)
class NationStory:
    """One partner in the present year, as far as a viewer may see."""

    nation: Nation
    year: Scope
    """The present year, of every partner."""
    silence: Silence
    coverage: Coverage
    proposed: int
    """Events required in proposals that nobody agreed yet."""
    hosting: Hosting
    places: Places
    shared: Shared
    owed: Owed
    outcomes: Mapping[OutcomeSign, int]
    next_event: Event | None
    ranks: Mapping[str, RankMet] | None = field(default=None)
    """None for those who may not see people."""

    @property
    def scope(self) -> Scope:
        """Return the present year with this partner alone."""
        return self.coverage.scope

    @property
    def whole(self) -> Figures:
        """Return what was wanted and done in all."""
        return self.coverage.figures[None, None]

    @property
    def seen(self) -> int:
        """Return how many outcomes were seen this year."""
        return sum(self.outcomes.values())

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is on record: neither met, nor wanted, nor planned, nor owed."""
        told = (self.silence.last_on, self.next_event, self.proposed, self.owed.number, self.seen)
        return not any(told) and self.whole.is_empty and not self.ranks


def story_of(nation: Nation, year: Scope, *, may_see_people: bool) -> NationStory:
    """Return the story of a partner; the number of statements does not depend on its rows."""
    scope = year.with_nation(nation.code)
    rows = matrix_rows(objectives_of(scope), "objective")
    return NationStory(
        nation,
        year,
        silences(scope.today, [nation.code])[0],
        coverage(scope, rows),
        proposed_of(scope),
        hosting_by_nation(scope).get(nation.code, Hosting()),
        places(scope),
        shared_with(nation.code, year),
        owed_to(nation.code, scope),
        outcomes_of(scope),
        next_event_of(scope),
        ranks_of(nation.code, scope) if may_see_people else None,
    )


def proposed_of(scope: Scope) -> int:
    """Return how many events are required in proposals."""
    conditions = agreed(scope, of_years(scope.period.years), standing=Standing.PROPOSED)
    return db.session.scalar(select(func.sum(Requirement.number)).where(*conditions)) or 0


def shared_with(code: str, year: Scope) -> Shared:
    """Return a partner's part of person-days, of executed events and of what is required.

    An event with two partners counts for both, as in the report on balance (METRICS M15, M16).
    """
    days = {key: one.person_days for key, one in effort_by_nation(year).items()}
    held = held_with(year)
    wanted: dict[str, int] = {}
    for (_objective, to, _year), number in (required_numbers(year) or {}).items():
        wanted[to] = wanted.get(to, 0) + number
    return Shared(
        share_in(days, code),
        share_in(held, code),
        share_in(wanted, code),
        sum(days.values()),
        sum(held.values()),
        sum(wanted.values()),
    )


def share_in(found: Mapping[str, float], code: str) -> Fraction | None:
    """Return one part of a whole; None where the whole is 0."""
    parts = shares(found)
    return parts.get(code, Fraction(0)) if parts else None


def owed_to(code: str, scope: Scope) -> Owed:
    """Return what is owed to a partner or after events with it, and how much of it is late."""
    late = func.sum(case((is_overdue(scope.today), 1), else_=0))
    statement = select(func.count(FollowUp.id), late).where(is_open(), concerns([code]))
    number, overdue = db.session.execute(statement).one()
    return Owed(number, int(overdue or 0))


def outcomes_of(scope: Scope) -> dict[OutcomeSign, int]:
    """Return how many outcomes were seen, by whether they help or harm."""
    found = dict.fromkeys(OutcomeSign, 0)
    for one in outcomes_by_kind(scope).values():
        for sign, number in one.signs.items():
            found[sign] += number
    return found


def next_event_of(scope: Scope) -> Event | None:
    """Return the next event with a partner, approved or not."""
    ahead = select(Event).where(scope.counts("next")).order_by(Event.starts_on, Event.id)
    return db.session.scalars(ahead.limit(1)).first()


def markings_of(story: NationStory) -> list[Marking]:
    """Return the markings of what is named beside the figures."""
    return [one.marking for one in (story.next_event,) if one is not None]


def rows_told(story: NationStory) -> list[int | str]:
    """Return the rows of the matrix with anything to tell, other objectives last."""
    keys = [row.key for row in story.coverage.rows if row.key is not None]
    return [key for key in keys if key == OTHER or not story.coverage.figures[key, None].is_empty]
