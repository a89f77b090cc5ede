"""Outcomes and values of indicators that somebody else has to verify."""

from datetime import date

from sqlalchemy import false
from sqlalchemy.orm import joinedload, selectinload

from planner.desk.queries import Waiting, made_once, waiting
from planner.foureyes import not_written_by
from planner.objectives.models import IndicatorUpdate
from planner.outcomes.models import Outcome
from planner.viewers import Viewer


@made_once
def values_to_verify(viewer: Viewer, _today: date) -> Waiting:
    """Return the typed values of indicators that the viewer may verify, the oldest first."""
    open_ones = IndicatorUpdate.verified_by_id.is_(None) & not_written_by(
        IndicatorUpdate, viewer.user_id
    )
    condition = open_ones if viewer.may("verify") else false()
    order = (IndicatorUpdate.seen_on, IndicatorUpdate.id)
    load = [joinedload(IndicatorUpdate.indicator)]
    return waiting(IndicatorUpdate, condition, *order, load=load)


@made_once
def verifications(viewer: Viewer, _today: date) -> Waiting:
    """Return the outcomes that the viewer may verify, the oldest first."""
    open_ones = Outcome.verified_by_id.is_(None) & not_written_by(Outcome, viewer.user_id)
    condition = open_ones if viewer.may("verify") else false()
    load = [selectinload(Outcome.events)]
    return waiting(Outcome, condition, Outcome.seen_on, Outcome.id, load=load)
