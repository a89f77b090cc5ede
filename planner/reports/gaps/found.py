"""What is missing: objectives without events, requirements unmet, events without an answer."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from planner.db import db
from planner.events.models import Event
from planner.objectives.assessment import assess_objective
from planner.objectives.models import Objective
from planner.objectives.progress import Light
from planner.objectives.queries import with_indicators
from planner.objectives.readings import Reading, computed_on
from planner.office.queries import office
from planner.outcomes.due_items import owned
from planner.outcomes.follow_up_due import is_overdue
from planner.outcomes.models import FollowUp
from planner.reports.measures.contacts import Silence, silences
from planner.reports.measures.coverage_cells import Coverage
from planner.reports.measures.execution import objectives_with_events
from planner.reports.measures.scope import Scope
from planner.reports.measures.totals import number
from planner.reports.measures.wanted import Wanted

SHOWN = 100
"""A page shows so many lines of a kind; the files hold them all."""


@dataclass(frozen=True)
class Unmet:
    """A requirement that the executed events do not meet, or will not."""

    objective_id: int
    objective: str
    nation: str
    wanted: Wanted

    @property
    def order(self) -> tuple[int, int, int, str, str]:
        """Return what puts first that for which the least is planned."""
        wanted = self.wanted
        return (-wanted.unplanned, -wanted.residual, -wanted.gap, self.objective, self.nation)


def unmet(found: Coverage) -> list[Unmet]:
    """Return the cells with a gap (METRICS M10), those first for which nothing is planned."""
    lines = [
        Unmet(int(row.key or 0), row.label, str(column.key), cell.wanted)
        for row in found.rows
        for column in found.columns
        for cell in [found.figures[row.key, column.key]]
        if cell.wanted is not None and cell.wanted.gap
    ]
    return sorted(lines, key=lambda line: line.order)


def without_events(scope: Scope, objectives: Sequence[Objective]) -> list[Objective]:
    """Return the objectives that no event of the period serves: none executed, none planned."""
    served = objectives_with_events(scope)
    return [objective for objective in objectives if objective.id not in served]


def events_without_objective(scope: Scope, limit: int | None = None) -> tuple[list[Event], int]:
    """Return events of the period that serve no objective, latest first, and how many there are."""
    if scope.objective_ids:
        return [], 0
    return listed(scope, "no-objective", limit)


def without_report(scope: Scope, limit: int | None = None) -> tuple[list[Event], int]:
    """Return executed events of the period that have no after-action report."""
    return latest_held(scope, "unreported", limit)


def without_outcome(scope: Scope, limit: int | None = None) -> tuple[list[Event], int]:
    """Return executed events without any outcome where nobody recorded “none found”."""
    return latest_held(scope, "no-answer", limit)


def unanswered(scope: Scope, limit: int | None = None) -> tuple[list[Event], int]:
    """Return approved events of the period whose last day has passed, latest first."""
    return listed(scope, "unanswered", limit)


def latest_held(scope: Scope, measure: str, limit: int | None) -> tuple[list[Event], int]:
    """Return the first executed events that a measure counts, latest first, and how many.

    Of many only those are asked that began in the last days of the period, so many days that
    twice as many as are wanted lie in them, were they spread evenly; all, where these are few.
    """
    found = number(scope, measure)
    since = likely_since(scope, found, limit) if limit and found > limit else None
    if since is not None:
        late = scope.in_period(replace(scope.period, first=since))
        rows = latest(late, measure, limit, Event.sort_on.between(since, scope.period.last))
        if len(rows) == limit:
            return rows, found
    return latest(scope, measure, limit, Event.sort_on <= scope.period.last) if found else [], found


def likely_since(scope: Scope, found: int, limit: int) -> date | None:
    """Return the day since which twice as many as are wanted may have begun; None for all days."""
    first, last = scope.period.first, min(scope.period.last, scope.today)
    since = last - timedelta(days=2 * limit * ((last - first).days + 1) // found)
    return since if since > first else None


def targets_at_risk(scope: Scope, objectives: Sequence[Objective]) -> list[Reading]:
    """Return the indicators whose target is amber or red (METRICS M21), the worst first.

    Whether amber is told of is a setting of the office.
    """
    return at_risk_of(targets_read(scope, objectives))


def at_risk_of(readings: Iterable[Reading]) -> list[Reading]:
    """Return the readings that are told of as at risk, the worst first."""
    told = (Light.AMBER, Light.RED) if office().warns_at_amber else (Light.RED,)
    found = [reading for reading in readings if reading.light in told]
    return sorted(found, key=lambda reading: reading.light is not Light.RED)


def unjudged_of(readings: Iterable[Reading]) -> list[Reading]:
    """Return the readings that have no light: without a value or a target, or before its time."""
    return [reading for reading in readings if reading.light is Light.GREY]


def untold_of(readings: Iterable[Reading]) -> list[Reading]:
    """Return the amber readings of an office that hears of red ones only."""
    if office().warns_at_amber:
        return []
    return [reading for reading in readings if reading.light is Light.AMBER]


def targets_read(scope: Scope, objectives: Sequence[Objective]) -> list[Reading]:
    """Return the readings of all indicators of objectives; none before the period begins.

    Read today, or on the last day of a period that has passed.
    """
    if scope.today < scope.period.first:
        return []
    day = min(scope.today, scope.period.last)
    known = {one.id: one for one in with_indicators([one.id for one in objectives])}
    whole = [known[one.id] for one in objectives]
    values = computed_on([each for one in whole for each in one.indicators], day)
    return [reading for one in whole for reading in assess_objective(one, day, values).readings]


def listed(scope: Scope, measure: str, limit: int | None) -> tuple[list[Event], int]:
    """Return the first events that a measure counts, latest first, and how many there are."""
    found = number(scope, measure)
    return latest(scope, measure, limit) if found else [], found


def latest(
    scope: Scope, measure: str, limit: int | None, *more: ColumnElement[bool]
) -> list[Event]:
    """Return the first events that a measure counts and of which more is true, latest first."""
    statement = select(Event).where(scope.counts(measure), *more)
    ordered = statement.order_by(Event.sort_on.desc(), Event.id.desc())
    return list(db.session.scalars(ordered.limit(limit)))


def overdue_follow_ups(scope: Scope, limit: int | None = None) -> Sequence[FollowUp]:
    """Return what is owed and late today, the oldest first."""
    first = (
        select(FollowUp.id)
        .join(FollowUp.event)
        .where(is_overdue(scope.today), scope.counts("any"))
        .order_by(FollowUp.due_on, FollowUp.id)
        .limit(limit)
    )
    return db.session.scalars(
        select(FollowUp)
        .where(FollowUp.id.in_(first))
        .options(joinedload(FollowUp.event), *owned(joinedload(FollowUp.owner)))
        .order_by(FollowUp.due_on, FollowUp.id)
    ).all()


def stale_partners(today: date, codes: Collection[str] | None) -> list[Silence]:
    """Return the partners beyond the limit of their tier, those never met first (M17)."""
    return stale_of(silences(today, codes))


def stale_of(found: Iterable[Silence]) -> list[Silence]:
    """Return those beyond their limit, and those never met."""
    return [silence for silence in found if silence.is_stale or not silence.last_on]


def unlimited_of(found: Iterable[Silence]) -> list[Silence]:
    """Return those that were met and have no limit: they are never late."""
    return [silence for silence in found if silence.last_on and silence.limit_days is None]
