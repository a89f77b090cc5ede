"""The outcomes seen in a period, by type and sign, and the latest of them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import case, func, select
from sqlalchemy.orm import joinedload

from planner.choices import OutcomeSign, OutcomeType
from planner.db import db
from planner.outcomes.models import Outcome
from planner.reports.measures.scope import Scope
from planner.reports.measures.yields import seen_outcomes


@dataclass
class OutcomesOfType:
    """How many outcomes of one type were seen, by sign, and how many of them are verified."""

    signs: dict[OutcomeSign, int] = field(default_factory=dict)
    verified: int = 0

    def of_sign(self, sign: OutcomeSign) -> int:
        """Return how many of a sign."""
        return self.signs.get(sign, 0)


def outcomes_by_kind(scope: Scope) -> dict[OutcomeType, OutcomesOfType]:
    """Return the outcomes seen in a scope by type; types of which none was seen are not there."""
    verified = func.sum(case((Outcome.verified_by_id.is_not(None), 1), else_=0))
    statement = (
        select(Outcome.kind, Outcome.sign, func.count(Outcome.id), verified)
        .where(*seen_outcomes(scope))
        .group_by(Outcome.kind, Outcome.sign)
    )
    found: dict[OutcomeType, OutcomesOfType] = defaultdict(OutcomesOfType)
    for kind, sign, number, confirmed in db.session.execute(statement):
        found[kind].signs[sign] = number
        found[kind].verified += int(confirmed)
    return dict(found)


def latest_outcomes(scope: Scope, limit: int) -> tuple[Sequence[Outcome], int]:
    """Return the latest outcomes of a scope, and how many more there are."""
    statement = select(Outcome).where(*seen_outcomes(scope))
    rows = db.session.scalars(
        statement.options(joinedload(Outcome.objective))
        .order_by(Outcome.seen_on.desc(), Outcome.id.desc())
        .limit(limit)
    ).all()
    if len(rows) < limit:
        return rows, 0
    every = db.session.scalars(select(func.count(Outcome.id)).where(*seen_outcomes(scope))).one()
    return rows, every - len(rows)
