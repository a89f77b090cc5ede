"""How a report is marked, and to whom it may be released: by the events that it counts."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import and_, func, or_, select

from planner.choices import Marking
from planner.db import db
from planner.events.models import Event
from planner.events.release.together import Releasable, release_notes
from planner.outcomes.filtering import from_event
from planner.outcomes.models import Outcome
from planner.reports.measures.coverage_cells import Coverage
from planner.reports.measures.rolled import rolled_cells
from planner.reports.measures.scope import Scope
from planner.reports.measures.tallies import COUNTED
from planner.reports.measures.yields import seen_outcomes
from planner.reports.periods import ReportPeriod


def report_marking(scope: Scope, named: Iterable[Releasable] = ()) -> Marking:
    """Return the highest marking of the events that the figures count and the report names."""
    cells = rolled_cells(scope, COUNTED)
    found = cells.marking if cells else computed_marking(scope)
    return max([found, own_markings(scope), *(Marking(event.marking) for event in named)])


def own_markings(scope: Scope) -> Marking:
    """Return the highest own marking of the outcomes that figures may count."""
    counted = or_(and_(*seen_outcomes(scope)), from_event(scope.counts("executed")))
    marked = Outcome.marking > Marking.PUBLIC
    found = db.session.scalar(select(func.max(Outcome.marking)).where(marked, counted))
    return Marking.PUBLIC if found is None else Marking(found)


def contact_marking(scope: Scope) -> Marking:
    """Return the highest marking of all contacts so far and of what is next, in any period."""
    whole = ReportPeriod(date.min, date.max)
    return computed_marking(scope.in_period(whole), ("met", "next"))


def computed_marking(scope: Scope, names: Iterable[str] = COUNTED) -> Marking:
    """Return the highest marking of the events that the figures count, from the events."""
    parts = [
        select(func.max(Event.marking)).where(scope.counts(name)).scalar_subquery()
        for name in names
    ]
    highest = db.session.execute(select(*parts)).one()
    return max((Marking(n) for n in highest if n is not None), default=Marking.PUBLIC)


def coverage_marking(found: Coverage) -> Marking:
    """Return the marking of a page with a matrix; a narrowed one is that of its whole scope."""
    return report_marking(found.scope) if found.is_narrowed else found.marking


def report_release(scope: Scope, named: Iterable[Releasable] = ()) -> tuple[str, ...]:
    """Return the note to whom all events that the figures count may be released."""
    counted = or_(*(scope.counts(name) for name in COUNTED))
    rows = db.session.execute(
        select(Event.marking, Event.releasable_to).where(counted).distinct()
    ).all()
    return release_notes([*rows, *named])
