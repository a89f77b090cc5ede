"""What of this room falls due: rows to look at anew, and customs to look at before an event."""

from datetime import date, timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, and_, case, false, or_
from sqlalchemy.orm import joinedload

from planner.accounts.labels import owner_name
from planner.accounts.models import User
from planner.choices import EventState, Marking, Modality
from planner.days import days_after
from planner.events.mine import is_mine
from planner.events.models import Event
from planner.shapes.due_item import DueItem
from planner.viewers import Viewer
from planner.ways.models import Way
from planner.ways.queries import (
    STALE_AFTER,
    has_planned_events,
    longest_unseen,
    own_nation,
    seen_on,
)
from planner.web.day_words import event_period
from planner.web.due_sources import DueSource, due_source
from planner.web.nationnames import nation_name

BEFORE_START = 14
"""Days before an event begins by which customs were looked at."""
CHECKED_STATES = (EventState.PLANNED, EventState.COORDINATED, EventState.APPROVED)


def looks_after(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition that a row is the viewer’s to look at: the country desk’s in scope."""
    if not viewer.may("set_plan"):
        return false()
    own = Way.nation_code.in_(own_nation())
    if viewer.nations is None:
        return or_(own, Way.id.is_not(None))
    return or_(own, Way.nation_code.in_(sorted(viewer.nations)))


def stale_item(way: Way) -> DueItem:
    """Return the ways of a nation, by the row that was looked at longest ago."""
    name, page = nation_name(way.nation_code), url_for("ways.of_nation", code=way.nation_code)
    return DueItem(
        "ways",
        str(_("%(nation)s: customs and courtesies", nation=name)),
        page,
        stale_on(way),
        "",
        str(_("Events are planned with this nation.")),
        way.marking or Marking.PUBLIC,
        _("Review it"),
        page,
        way.id,
        way.version,
    )


def stale_on(way: Way) -> date:
    """Return the day on which a row is to be looked at anew."""
    if way.looked_on is None:
        return way.changed_on
    return way.looked_on + timedelta(days=STALE_AFTER)


def customs_due_on(event: Event) -> date:
    """Return by which day customs are looked at: before the final conference, else the start."""
    if event.final_conference_on is not None:
        return event.final_conference_on - timedelta(days=1)
    return (event.starts_on or event.sort_on) - timedelta(days=BEFORE_START)


def counted_from() -> Any:
    """Return the day by which customs are looked at, as the database counts it."""
    final = Event.final_conference_on
    before = days_after(Event.starts_on, -BEFORE_START)
    return case((final.is_not(None), days_after(final, -1)), else_=before)


def lacks_customs() -> ColumnElement[bool]:
    """Return the condition that a planned event abroad has its customs still to be looked at."""
    return and_(
        Event.state.in_(CHECKED_STATES),
        Event.starts_on.is_not(None),
        Event.modality != Modality.VIRTUAL,
        Event.host_code.is_not(None),
        Event.host_code.not_in(own_nation()),
        Event.customs_checked.is_not(True),
    )


def customs_item(event: Event) -> DueItem:
    """Return an event whose customs nobody looked at yet."""
    return DueItem(
        "customs",
        event.title,
        url_for("events.show", event_id=event.id),
        customs_due_on(event),
        owner_name(event.owner),
        event_period(event),
        event.marking,
        _("Review the customs"),
        url_for("ways.of_nation", code=event.host_code),
        event.id,
        event.version,
    )


WAYS_DUE = due_source(
    DueSource(
        "ways",
        _l("Notes on nations to review"),
        Way,
        lambda: and_(longest_unseen(), has_planned_events()),
        looks_after,
        seen_on(Way),
        stale_item,
        days=lambda: STALE_AFTER,
        place=60,
    )
)
CUSTOMS_DUE = due_source(
    DueSource(
        "customs",
        _l("Customs to review"),
        Event,
        lacks_customs,
        lambda viewer: is_mine(viewer) if viewer.may("plan") else false(),
        counted_from(),
        customs_item,
        loads=(
            joinedload(Event.owner).lazyload(User.grants),
            joinedload(Event.owner).lazyload(User.nations),
        ),
        place=50,
    )
)
