"""What waits for an approver, for whoever proposed a change, and for a partner’s word."""

from datetime import date, datetime

from sqlalchemy import exists, false, select
from sqlalchemy.orm import aliased, joinedload

from planner.choices import EventState, ProposalState
from planner.desk.queries import AGREED_STATES, AHEAD, Waiting, WaitingRows, made_once, waiting
from planner.events.approval.models import ProposedChange
from planner.events.approval.queries import waits_for
from planner.events.mine import is_mine
from planner.events.models import Coordination, Event, EventNation
from planner.foureyes import holds_key, not_written_by
from planner.officetime import day_begins
from planner.partners.models import Nation
from planner.viewers import Viewer


@made_once
def approvals(viewer: Viewer, _today: date) -> Waiting:
    """Return the coordinated events that the viewer may approve, the next to begin first."""
    ready = (Event.state == EventState.COORDINATED) & not_written_by(Event, viewer.user_id)
    return waiting(Event, ready if viewer.may("approve") else false(), Event.sort_on, Event.id)


@made_once
def changes_proposed(viewer: Viewer, _today: date) -> Waiting:
    """Return the changes of approved events that the viewer may agree to, the oldest first."""
    condition = waits_for(viewer) if viewer.may("approve") else false()
    load = [joinedload(ProposedChange.event), joinedload(ProposedChange.proposed_by)]
    order = (ProposedChange.proposed_at, ProposedChange.id)
    return waiting(ProposedChange, condition, *order, load=load)


def changes_declined(viewer: Viewer, today: date) -> WaitingRows:
    """Return the viewer's proposals that were declined in the last weeks, the latest first."""
    return declined_since(viewer, day_begins(today - AHEAD))


@made_once
def declined_since(viewer: Viewer, since: datetime) -> Waiting:
    """Return those that were declined since a moment."""
    mine = (ProposedChange.state == ProposalState.DECLINED) & holds_key(
        ProposedChange.writer_ids, viewer.user_id
    )
    later = aliased(ProposedChange)
    newer = exists(
        select(later.id).where(
            later.event_id == ProposedChange.event_id, later.id > ProposedChange.id
        )
    )
    condition = mine & (ProposedChange.decided_at >= since) & ~newer
    load = [joinedload(ProposedChange.event)]
    return waiting(ProposedChange, condition, ProposedChange.id.desc(), load=load)


@made_once
def agreements_to_note(viewer: Viewer, _today: date) -> Waiting:
    """Return the viewer's agreed events with a nation that came in later and was not asked."""
    asked = exists(
        select(EventNation.id)
        .join(Nation, Nation.code == EventNation.nation_code)
        .where(
            EventNation.event_id == Event.id,
            ~Nation.is_own,
            ~exists(
                select(Coordination.id).where(
                    Coordination.event_id == EventNation.event_id,
                    Coordination.nation_code == EventNation.nation_code,
                )
            ),
        )
    )
    log = select(Coordination.event_id).where(Coordination.nation_code.is_not(None))
    has_log = Event.id.in_(log)
    wanted = Event.state.in_(AGREED_STATES) & is_mine(viewer) & has_log & asked
    return waiting(Event, wanted if viewer.may("plan") else false(), Event.sort_on, Event.id)
