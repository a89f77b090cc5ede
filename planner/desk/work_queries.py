"""Each kind of work that waits for one user, as rows and their number."""

from datetime import date

from sqlalchemy import false, or_
from sqlalchemy.orm import joinedload

from planner.choices import EventState
from planner.desk.held_queries import with_event
from planner.desk.holding_queries import Holding
from planner.desk.news_queries import news
from planner.desk.queries import SHOWN, Waiting, WaitingRows, made_once, waiting
from planner.events.measures import unanswered_in
from planner.events.mine import is_mine, wrote
from planner.events.models import Event
from planner.viewers import Viewer


@made_once
def unanswered(viewer: Viewer, today: date) -> Waiting:
    """Return the approved events whose last day has passed, the oldest first.

    The owner is asked; of what nobody owns, everybody who can answer one way or the other.
    """
    answers = viewer.may("report") or viewer.may("approve")
    mine = Event.owner_id == viewer.user_id
    asked = or_(mine, Event.owner_id.is_(None)) if answers else false()
    return waiting(Event, unanswered_in(None, None, today) & asked, Event.ends_on, Event.id)


def news_of(viewer: Viewer, today: date) -> WaitingRows:
    """Return what others did at the viewer's events since they marked it as seen."""
    rows = news(viewer, is_mine(viewer), today)
    return WaitingRows(rows[:SHOWN], len(rows), lambda: rows)


@made_once
def undated_concepts(viewer: Viewer, _today: date) -> Waiting:
    """Return the viewer's concepts that have no days yet, the oldest first."""
    undated = (Event.state == EventState.CONCEPT) & Event.starts_on.is_(None) & is_mine(viewer)
    return waiting(Event, undated if viewer.may("plan") else false(), Event.created_at, Event.id)


def may_take(holding: Holding, viewer: Viewer) -> bool:
    """Say whether a viewer may take, or give, what nobody owns of a kind."""
    return viewer.may("agree_plan") and viewer.may(holding.asks)


@made_once
def nobodys_own(holding: Holding, viewer: Viewer, _today: date) -> Waiting:
    """Return what is to be done and nobody here owns, for those who may take or give it.

    What the viewer wrote and nobody was made owner of is the viewer's own.
    """
    condition = holding.unowned if may_take(holding, viewer) else false()
    if holding.entity is Event:
        condition = condition & ~(Event.owner_id.is_(None) & wrote(viewer))
    load = [*with_event(holding), joinedload(holding.entity.owner)]
    return waiting(holding.entity, condition, *holding.order, load=load)
