"""What stands behind the figures: objectives, requirements, outcomes, follow-ups, partners."""

from collections.abc import Iterable, Iterator, Sequence

from flask import url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import selectinload

from planner.choices import STRENGTH_LABELS
from planner.db import db
from planner.outcomes.models import Outcome
from planner.outcomes.told import marking_of
from planner.reports.behind.leaves import OF_OUTCOMES
from planner.reports.behind.shapes import RowBehind, behind
from planner.reports.measures.scope import Scope
from planner.reports.measures.yields import STRENGTHS, seen_outcomes


def row_of_outcome(one: Outcome) -> RowBehind:
    """Return a row that leads to an outcome."""
    href = url_for("outcomes.show", outcome_id=one.id)
    strength = str(STRENGTH_LABELS[one.strength])
    return RowBehind(one.title, href, strength, one.seen_on, marking=marking_of(one))


def outcomes(*conditions: ColumnElement[bool]) -> Iterator[RowBehind]:
    """Give outcomes, the latest first."""
    rows = db.session.scalars(
        select(Outcome)
        .where(*conditions)
        .options(selectinload(Outcome.events))
        .order_by(Outcome.seen_on.desc(), Outcome.id)
    )
    return (row_of_outcome(one) for one in rows)


@behind("outcomes", _l("Outcomes seen in the period"), leaves=OF_OUTCOMES)
def outcomes_seen(scope: Scope) -> Iterator[RowBehind]:
    """Give the denominator of M12."""
    return outcomes(*seen_outcomes(scope))


def of_strength(level: int) -> None:
    """Register the numerator of M12 at a level."""

    label = _l("Outcomes seen in the period, at one level of evidence")

    @behind(f"evidence-{level}", label, leaves=OF_OUTCOMES)
    def at_level(scope: Scope) -> Iterable[RowBehind]:
        return outcomes(*seen_outcomes(scope), Outcome.strength == level)


for one_level in STRENGTHS:
    of_strength(one_level)


def all_rows(found: Sequence[RowBehind]) -> int:
    """Return the number that rows add up to."""
    return sum(1 if row.number is None else row.number for row in found)
