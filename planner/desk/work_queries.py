"""Each kind of work that waits for one user, as rows and their number."""

from datetime import date

from sqlalchemy import exists, false, or_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from planner.choices import EventState, ProposalState
from planner.desk.holding_queries import Holding, with_event
from planner.desk.news_queries import news
from planner.desk.queries import (
    AGREED_STATES,
    AHEAD,
    SHOWN,
    SOON,
    WaitingRows,
    is_mine,
    waiting,
    wrote,
)
from planner.events.approval.models import ProposedChange
from planner.events.approval.queries import waits_for
from planner.events.measures import unanswered_in
from planner.events.models import Coordination, Event, EventNation
from planner.foureyes import holds_key, not_written_by
from planner.objectives.models import IndicatorUpdate
from planner.officetime import day_begins
from planner.outcomes.follow_up_queries import is_open
from planner.outcomes.models import AfterActionReport, FollowUp, Outcome
from planner.partners.models import Nation
from planner.viewers import Viewer


def follow_ups_due(viewer: Viewer, today: date) -> WaitingRows:
    """Return what the viewer owes by the end of a week, the most urgent first."""
    mine = is_open() & (FollowUp.owner_id == viewer.user_id)
    due = mine & (FollowUp.due_on <= today + SOON)
    load = [joinedload(FollowUp.event)]
    return waiting(FollowUp, due, FollowUp.due_on, FollowUp.id, load=load)


def unanswered(viewer: Viewer, today: date) -> WaitingRows:
    """Return the approved events whose last day has passed, the oldest first.

    The owner is asked; of what nobody owns, everybody who can answer one way or the other.
    """
    answers = viewer.may("report") or viewer.may("approve")
    mine = Event.owner_id == viewer.user_id
    asked = or_(mine, Event.owner_id.is_(None)) if answers else false()
    return waiting(Event, unanswered_in(None, None, today) & asked, Event.ends_on, Event.id)


def reports_due(viewer: Viewer, _today: date) -> WaitingRows:
    """Return the viewer's executed events that lack a report, the first due first."""
    written = exists(select(AfterActionReport.id).where(AfterActionReport.event_id == Event.id))
    due = (Event.state == EventState.EXECUTED) & ~written & is_mine(viewer)
    order = (Event.actual_ends_on, Event.id)
    return waiting(Event, due if viewer.may("report") else false(), *order)


def approvals(viewer: Viewer, _today: date) -> WaitingRows:
    """Return the coordinated events that the viewer may approve, the next to begin first."""
    ready = (Event.state == EventState.COORDINATED) & not_written_by(Event, viewer.user_id)
    return waiting(Event, ready if viewer.may("approve") else false(), Event.sort_on, Event.id)


def changes_proposed(viewer: Viewer, _today: date) -> WaitingRows:
    """Return the changes of approved events that the viewer may agree to, the oldest first."""
    condition = waits_for(viewer) if viewer.may("approve") else false()
    load = [joinedload(ProposedChange.event), joinedload(ProposedChange.proposed_by)]
    order = (ProposedChange.proposed_at, ProposedChange.id)
    return waiting(ProposedChange, condition, *order, load=load)


def changes_declined(viewer: Viewer, today: date) -> WaitingRows:
    """Return the viewer's proposals that were declined in the last weeks, the latest first."""
    mine = (ProposedChange.state == ProposalState.DECLINED) & holds_key(
        ProposedChange.writer_ids, viewer.user_id
    )
    later = aliased(ProposedChange)
    newer = exists(
        select(later.id).where(
            later.event_id == ProposedChange.event_id, later.id > ProposedChange.id
        )
    )
    since = day_begins(today - AHEAD)
    condition = mine & (ProposedChange.decided_at >= since) & ~newer
    load = [joinedload(ProposedChange.event)]
    return waiting(ProposedChange, condition, ProposedChange.id.desc(), load=load)


def news_of(viewer: Viewer, today: date) -> WaitingRows:
    """Return what others did at the viewer's events since they marked it as seen."""
    rows = news(viewer, is_mine(viewer), today)
    return WaitingRows(rows[:SHOWN], len(rows), lambda: rows)


def agreements_to_note(viewer: Viewer, _today: date) -> WaitingRows:
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
    has_log = exists(
        select(Coordination.id).where(
            Coordination.event_id == Event.id, Coordination.nation_code.is_not(None)
        )
    )
    wanted = Event.state.in_(AGREED_STATES) & is_mine(viewer) & has_log & asked
    return waiting(Event, wanted if viewer.may("plan") else false(), Event.sort_on, Event.id)


def values_to_verify(viewer: Viewer, _today: date) -> WaitingRows:
    """Return the typed values of indicators that the viewer may verify, the oldest first."""
    open_ones = IndicatorUpdate.verified_by_id.is_(None) & not_written_by(
        IndicatorUpdate, viewer.user_id
    )
    condition = open_ones if viewer.may("verify") else false()
    order = (IndicatorUpdate.seen_on, IndicatorUpdate.id)
    load = [joinedload(IndicatorUpdate.indicator)]
    return waiting(IndicatorUpdate, condition, *order, load=load)


def verifications(viewer: Viewer, _today: date) -> WaitingRows:
    """Return the outcomes that the viewer may verify, the oldest first."""
    open_ones = Outcome.verified_by_id.is_(None) & not_written_by(Outcome, viewer.user_id)
    condition = open_ones if viewer.may("verify") else false()
    load = [selectinload(Outcome.events)]
    return waiting(Outcome, condition, Outcome.seen_on, Outcome.id, load=load)


def undated_concepts(viewer: Viewer, _today: date) -> WaitingRows:
    """Return the viewer's concepts that have no days yet, the oldest first."""
    undated = (Event.state == EventState.CONCEPT) & Event.starts_on.is_(None) & is_mine(viewer)
    return waiting(Event, undated if viewer.may("plan") else false(), Event.created_at, Event.id)


def nobodys_own(holding: Holding, viewer: Viewer, _today: date) -> WaitingRows:
    """Return what is to be done and nobody here owns, for those who may take or give it.

    What the viewer wrote and nobody was made owner of is the viewer's own.
    """
    condition = holding.unowned if viewer.may("agree_plan") else false()
    if holding.entity is Event:
        condition = condition & ~(Event.owner_id.is_(None) & wrote(viewer))
    load = [*with_event(holding), joinedload(holding.entity.owner)]
    return waiting(holding.entity, condition, *holding.order, load=load)
