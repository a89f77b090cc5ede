"""The list of follow-ups: its pages, its tabs, and how many are open."""

from datetime import date

from sqlalchemy import Select, bindparam, case, func, select
from sqlalchemy.orm import joinedload

from planner.accounts.models import User
from planner.db import db
from planner.keyset import PAGE, Key, Slice, SortKey, page_statement, slice_of
from planner.keyset import ordered as in_order
from planner.outcomes.follow_up_conditions import TABS, in_tab, is_open
from planner.outcomes.follow_up_filtering import FollowUpFilter
from planner.outcomes.models import FollowUp
from planner.viewers import Viewer, ready

KEYS = (SortKey(FollowUp.due_on), SortKey(FollowUp.id))
KEYS_NEWEST = (SortKey(FollowUp.due_on, True), SortKey(FollowUp.id, True))


def filtered_follow_ups(wanted: FollowUpFilter, viewer: Viewer, today: date) -> Select[FollowUp]:
    """Return the follow-ups that a tab and its filter let through."""
    return select(FollowUp).where(*wanted.conditions((viewer, today)))


def whole(statement: Select[FollowUp]) -> Select[FollowUp]:
    """Load with follow-ups what a page shows of them."""
    return statement.options(
        joinedload(FollowUp.event),
        joinedload(FollowUp.owner).lazyload(User.grants),
        joinedload(FollowUp.owner).lazyload(User.nations),
        joinedload(FollowUp.promised_organisation),
    )


def keys_of(wanted: FollowUpFilter) -> tuple[SortKey, ...]:
    """Return the order of the inbox: by due day, earliest first unless asked otherwise."""
    return KEYS_NEWEST if wanted.sort == "-due" else KEYS


def follow_up_page(
    wanted: FollowUpFilter,
    viewer: Viewer,
    today: date,
    *,
    after: Key | None,
    before: Key | None,
    size: int = PAGE,
) -> Slice[FollowUp]:
    """Return one page of the inbox, with the number of rows in all."""
    statement = filtered_follow_ups(wanted, viewer, today)
    total = follow_up_total(wanted, viewer, today)
    rows = db.session.scalars(
        whole(page_statement(statement, keys_of(wanted), size, after, before))
    ).all()
    return slice_of(rows, lambda row: (row.due_on, row.id), size, after, before, total)


def follow_up_total(wanted: FollowUpFilter, viewer: Viewer, today: date) -> int:
    """Count the follow-ups that a tab and its filter let through."""
    rows = filtered_follow_ups(wanted, viewer, today).subquery()
    return db.session.scalar(select(func.count()).select_from(rows)) or 0


MOST_AT_ONCE = 1000
"""Follow-ups that one step settles: they are saved together, in one transaction."""


def all_follow_ups(
    wanted: FollowUpFilter, viewer: Viewer, today: date, *, limit: int | None = None
) -> list[FollowUp]:
    """Return every follow-up that a tab and its filter let through, in the order asked for."""
    statement = whole(filtered_follow_ups(wanted, viewer, today)).limit(limit)
    return list(db.session.scalars(in_order(statement, keys_of(wanted))))


def tab_counts(viewer: Viewer, today: date) -> dict[str, int]:
    """Count the follow-ups of every tab in one go."""
    sums = [func.sum(case((in_tab(tab, viewer, today), 1), else_=0)) for tab in TABS]
    row = db.session.execute(select(*sums).select_from(FollowUp)).one()
    return {tab: int(number or 0) for tab, number in zip(TABS, row, strict=True)}


OPEN_COUNT = ready(
    select(func.count(FollowUp.id)).where(is_open(), FollowUp.owner_id == bindparam("user_id"))
)
"""What a user still owes: the menu of every page asks, so the statement is ready."""


def open_count(user_id: int | None) -> int:
    """Count what a user still owes."""
    return db.session.scalar(OPEN_COUNT, {"user_id": user_id}) or 0
