"""What is asked about proposed changes."""

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from planner.choices import ProposalState
from planner.db import db
from planner.events.approval.material import is_bound
from planner.events.approval.models import ProposedChange
from planner.events.models import Event
from planner.foureyes import holds_key
from planner.objectives.models import Objective
from planner.viewers import EVERYTHING, Viewer, acting_as


def open_for_upkeep(event_id: int) -> ProposedChange | None:
    """Return the proposal that waits on an event, whoever looks: there is one at most."""
    with acting_as(db.session, EVERYTHING):
        return db.session.scalar(
            select(ProposedChange).where(
                ProposedChange.event_id == event_id, ProposedChange.state == ProposalState.OPEN
            )
        )


def latest_proposal(event: Event) -> ProposedChange | None:
    """Return the last proposal on an approved event that the viewer may see."""
    if not is_bound(event):
        return None
    return db.session.scalar(
        select(ProposedChange)
        .where(ProposedChange.event_id == event.id)
        .order_by(ProposedChange.id.desc())
        .limit(1)
    )


def open_proposal(event: Event) -> ProposedChange | None:
    """Return the proposal that waits for an approver and that the viewer may see."""
    found = latest_proposal(event)
    return found if found is not None and found.is_open else None


def proposal_of(event_id: int, proposal_id: int) -> ProposedChange | None:
    """Return a proposal on an event."""
    return db.session.scalar(
        select(ProposedChange)
        .where(ProposedChange.id == proposal_id, ProposedChange.event_id == event_id)
        .options(joinedload(ProposedChange.event))
    )


def waits_for(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition on proposals that this viewer may agree to."""
    is_open = ProposedChange.state == ProposalState.OPEN
    is_own = ProposedChange.event.has(Event.author_id == viewer.user_id)
    return is_open & ~holds_key(ProposedChange.writer_ids, viewer.user_id) & ~is_own


def objective_names(objective_ids: set[int]) -> dict[int, str]:
    """Return code and name of objectives by key."""
    rows = db.session.execute(
        select(Objective.id, Objective.code, Objective.name).where(Objective.id.in_(objective_ids))
    )
    return {row.id: f"{row.code} {row.name}" for row in rows}
