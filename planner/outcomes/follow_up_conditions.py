"""Which follow-ups are open, concern nations, belong in a tab or may be given to a partner."""

from collections.abc import Iterable
from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, and_, exists, or_, select, true

from planner.choices import OPEN_FOLLOW_UP_STATES
from planner.events.measures import event_nation
from planner.events.models import Event
from planner.events.release.queries import is_marked_for, may_go_to
from planner.outcomes.follow_up_due import is_overdue
from planner.outcomes.models import FollowUp
from planner.viewers import Viewer

hosting = Event.__table__.alias("hosting")  # a table: whoever sees a follow-up sees its event
TABS = {
    "mine": _l("Mine"),
    "nations": _l("My nations"),
    "overdue": _l("Overdue"),
    "all": _l("All"),
}


def is_open() -> ColumnElement[bool]:
    """Return the condition that something is still owed."""
    return FollowUp.state.in_(OPEN_FOLLOW_UP_STATES)


def concerns(codes: Iterable[str]) -> ColumnElement[bool]:
    """Return the condition that it was promised to, or its event was held with, a nation."""
    wanted = list(codes)
    takes_part = exists().where(
        event_nation.c.event_id == FollowUp.event_id, event_nation.c.nation_code.in_(wanted)
    )
    hosted = exists().where(hosting.c.id == FollowUp.event_id, hosting.c.host_code.in_(wanted))
    return or_(FollowUp.promised_nation_code.in_(wanted), takes_part, hosted)


def in_tab(tab: str, viewer: Viewer, today: date) -> ColumnElement[bool]:
    """Return the condition of a tab of the inbox."""
    if tab == "mine":
        return and_(is_open(), FollowUp.owner_id == viewer.user_id)
    if tab == "nations":
        return is_open() if viewer.nations is None else and_(is_open(), concerns(viewer.nations))
    if tab == "overdue":
        return is_overdue(today)
    return true()


def may_be_given(code: str) -> ColumnElement[bool]:
    """Return the condition that the event of a follow-up may go to a nation."""
    from_event = FollowUp.event_id.in_(select(Event.id).where(*may_go_to(code)))
    return from_event & is_marked_for(code, FollowUp)
