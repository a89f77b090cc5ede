"""What stands behind the figures of promises: follow-ups kept, late, dropped (METRICS M13)."""

from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import joinedload

from planner.accounts.labels import owner_name
from planner.choices import KEPT_STATES
from planner.db import db
from planner.outcomes.due_items import owned
from planner.outcomes.follow_up_due import is_overdue
from planner.outcomes.models import FollowUp
from planner.outcomes.told import marking_of
from planner.reports.behind.leaves import of_promises, owed_later
from planner.reports.behind.shapes import RowBehind, behind
from planner.reports.gaps.found import (
    overdue_follow_ups,
)
from planner.reports.measures.scope import Scope
from planner.reports.measures.timeliness import due_in, is_owed_later, later
from planner.shapes.figure import Sentence


def is_kept() -> ColumnElement[bool]:
    """Return the condition that a follow-up was done or handed over."""
    return FollowUp.state.in_(KEPT_STATES)


def follow_ups(scope: Scope, *conditions: ColumnElement[bool]) -> Iterator[RowBehind]:
    """Give follow-ups due in the period, the oldest first."""
    return follow_ups_of(*due_in(scope), *conditions)


def follow_ups_of(*conditions: ColumnElement[bool]) -> Iterator[RowBehind]:
    """Give follow-ups, the oldest first."""
    rows = db.session.scalars(
        select(FollowUp)
        .join(FollowUp.event)
        .where(*conditions)
        .options(joinedload(FollowUp.event), *owned(joinedload(FollowUp.owner)))
        .order_by(FollowUp.due_on, FollowUp.id)
    )
    return (row_of_follow_up(one) for one in rows)


@behind(
    "owed-late", _l("Follow-ups overdue, whenever they were due"), is_dated=False, leaves=owed_later
)
def owed_late(scope: Scope) -> Iterator[RowBehind]:
    """Give what is owed and late today, of events of the scope."""
    return (row_of_follow_up(one) for one in overdue_follow_ups(scope))


@behind("owed-not-due", _l("Follow-ups owed and not due yet"), is_dated=False)
def rows_owed_later(scope: Scope) -> Iterator[RowBehind]:
    """Give what is owed of events of the scope and not late today, the next first."""
    return follow_ups_of(*later(scope))


def row_of_follow_up(one: FollowUp) -> RowBehind:
    """Return a row that leads to a follow-up."""
    words = "%(state)s · %(owner)s · %(event)s"
    if one.closed_on:
        words += " · " + _("closed %(closed)s")
    values = {
        "state": one.state.label,
        "owner": owner_name(one.owner),
        "event": one.event.title,
        "closed": one.closed_on,
    }
    href = url_for("followups.show", follow_up_id=one.id)
    return RowBehind(one.what, href, Sentence(words, values), one.due_on, marking=marking_of(one))


@behind("follow-ups", _l("Follow-ups due in the period, kept or overdue"), leaves=of_promises)
def follow_ups_counted(scope: Scope) -> Iterator[RowBehind]:
    """Give the denominator of M13."""
    return follow_ups(scope, or_(is_kept(), is_overdue(scope.today)))


@behind("follow-ups-in-time", _l("Follow-ups kept on or before the due day"), leaves=of_promises)
def follow_ups_in_time(scope: Scope) -> Iterator[RowBehind]:
    """Give the numerator of M13."""
    return follow_ups(scope, is_kept(), FollowUp.closed_on <= FollowUp.due_on)


@behind("follow-ups-late", _l("Follow-ups kept late, or overdue"), leaves=of_promises)
def follow_ups_late(scope: Scope) -> Iterator[RowBehind]:
    """Give what the median of days late is made of."""
    late = and_(is_kept(), FollowUp.closed_on > FollowUp.due_on)
    return follow_ups(scope, or_(late, is_overdue(scope.today)))


@behind("follow-ups-overdue", _l("Follow-ups overdue"), leaves=of_promises)
def follow_ups_overdue(scope: Scope) -> Iterator[RowBehind]:
    """Give what is still owed after its day."""
    return follow_ups(scope, is_overdue(scope.today))


@behind("follow-ups-not-due", _l("Follow-ups due in the period, not due yet"))
def follow_ups_not_due(scope: Scope) -> Iterator[RowBehind]:
    """Give what is owed and has its day still ahead."""
    return follow_ups(scope, *is_owed_later(scope.today))


@behind("follow-ups-dropped", _l("Follow-ups dropped"))
def follow_ups_dropped(scope: Scope) -> Iterator[RowBehind]:
    """Give what was given up."""
    return follow_ups(scope, FollowUp.state == "dropped")
