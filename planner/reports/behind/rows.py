"""What stands behind the figures: objectives, requirements, outcomes, follow-ups, partners."""

from collections.abc import Iterable, Iterator, Sequence

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import selectinload

from planner.choices import STRENGTH_LABELS
from planner.db import db
from planner.outcomes.models import Outcome
from planner.outcomes.told import marking_of
from planner.reports.behind.leaves import OF_OUTCOMES, of_limits_of
from planner.reports.behind.shapes import RowBehind, behind
from planner.reports.figures.parts import in_days
from planner.reports.gaps.found import (
    stale_partners,
    unlimited_of,
)
from planner.reports.measures.contacts import Silence, silences
from planner.reports.measures.scope import Scope
from planner.reports.measures.yields import STRENGTHS, seen_outcomes
from planner.reports.page_parts import silent_codes
from planner.shapes.figure import Sentence
from planner.web.nationnames import nation_name


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


@behind("partners", _l("Partners by days since the last contact"), is_dated=False)
def partners(scope: Scope) -> Iterator[RowBehind]:
    """Give M17 of each partner, never met first, then the longest silent."""
    return rows_of_silences(silences(scope.today, silent_codes(scope)))


@behind("stale", _l("Partners not met in time"), is_dated=False, leaves=of_limits_of)
def stale(scope: Scope) -> Iterator[RowBehind]:
    """Give the partners beyond the limit of their tier, and those never met."""
    return rows_of_silences(stale_partners(scope.today, silent_codes(scope)))


@behind("stale-unlimited", _l("Partners met, without a limit of days"), is_dated=False)
def unlimited(scope: Scope) -> Iterator[RowBehind]:
    """Give the partners that are never late, for no tier and no limit of their own says when."""
    return rows_of_silences(unlimited_of(silences(scope.today, silent_codes(scope))))


def rows_of_silences(found: Iterable[Silence]) -> Iterator[RowBehind]:
    """Give M17 of partners."""
    for silence in found:
        code, last = silence.nation.code, silence.last_on
        words = _("never met") if last is None else _("%(since)s ago")
        if last is not None and silence.first_on is not None:
            words += ", " + _("between %(first)s and %(met)s")
        values = {"since": in_days(silence.days), "first": silence.first_on, "met": last}
        href = url_for("nations.show", code=code)
        yield RowBehind(nation_name(code), href, Sentence(words, values), last)


def all_rows(found: Sequence[RowBehind]) -> int:
    """Return the number that rows add up to."""
    return sum(1 if row.number is None else row.number for row in found)
