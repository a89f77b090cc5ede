"""Promises kept both ways, by partner: those due in a period, as they stand today.

Follow-ups promised to a partner count as promises of ours (docs/decisions/commitments.md).
"""

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from planner.choices import Marking, PromisedBy, PromiseStanding
from planner.commitments.models import Commitment
from planner.commitments.promised_queries import PROMISED
from planner.commitments.standing import stands
from planner.db import db
from planner.events.models import Event
from planner.outcomes.models import FollowUp
from planner.outcomes.told import ToldEvent
from planner.reports.measures.scope import Scope

Standings = Counter[PromiseStanding]


def promised_in(scope: Scope) -> list[ColumnElement[bool]]:
    """Return the conditions for the promises of a scope: due in its period, with its partners.

    One that asks for objectives, kinds or an owner means those made at events of that sort.
    """
    found: list[ColumnElement[bool]] = [
        PROMISED.due_on.between(scope.period.first, scope.period.last),
        PROMISED.nation_code.is_not(None),
    ]
    if scope.nation_codes:
        found.append(PROMISED.nation_code.in_(scope.nation_codes))
    if scope.objective_ids or scope.kinds or scope.owner_id is not None:
        events = select(Event.id).where(scope.with_nations(()).counts("any"))
        found.append(PROMISED.event_id.in_(events))
    return found


def promised(scope: Scope, side: PromisedBy, *standings: PromiseStanding) -> ColumnElement[bool]:
    """Return the condition for the promises of one side that stand so; of none, any standing."""
    of_side = and_(*promised_in(scope), PROMISED.promised_by == side.value)
    if not standings:
        return of_side
    return and_(of_side, or_(*(stands(PROMISED, one, scope.today) for one in standings)))


def commitments_by_nation(scope: Scope) -> Mapping[tuple[str, PromisedBy], Standings]:
    """Return how the promises of a scope stand, by partner and side."""
    sums = [
        func.sum(case((stands(PROMISED, one, scope.today), 1), else_=0)) for one in PromiseStanding
    ]
    rows = db.session.execute(
        select(PROMISED.nation_code, PROMISED.promised_by, *sums)
        .where(*promised_in(scope))
        .group_by(PROMISED.nation_code, PROMISED.promised_by)
    )
    return {
        (code, PromisedBy(side)): Counter(
            dict(zip(PromiseStanding, map(int, numbers), strict=True))
        )
        for code, side, *numbers in rows
    }


def commitments_told(scope: Scope) -> list[ToldEvent]:
    """Return how the promises of a scope are marked and released, each sort of them once.

    A commitment is for the own nation alone; a follow-up goes where its event may go.
    """
    own = select(PROMISED.key).where(*promised_in(scope), PROMISED.source == "commitment")
    found = [
        ToldEvent(max(marking, of_event or Marking.PUBLIC), [])
        for marking, of_event in db.session.execute(
            select(Commitment.marking, Event.marking)
            .outerjoin(Commitment.made_at)
            .where(Commitment.id.in_(own))
            .distinct()
        )
    ]
    following = select(PROMISED.key).where(*promised_in(scope), PROMISED.source == "follow_up")
    rows = db.session.execute(
        select(FollowUp.marking, Event.marking, Event.releasable_to)
        .join(FollowUp.event)
        .where(FollowUp.id.in_(following))
        .distinct()
    )
    return found + [
        ToldEvent(max(of_event, own_marking or Marking.PUBLIC), codes)
        for own_marking, of_event, codes in rows
    ]
