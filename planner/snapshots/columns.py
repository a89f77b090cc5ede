"""The list of closed periods, declared once."""

from datetime import date, datetime

from flask import url_for
from flask_babel import lazy_gettext as _l

from planner.accounts.labels import owner_name
from planner.officetime import office_day
from planner.snapshots.choosing import closed_words
from planner.web.lists.columns import ListColumn, RowList


def day_of(moment: datetime | None) -> date | None:
    """Return the office's day of a moment; none of none."""
    return None if moment is None else office_day(moment)


CLOSED_PERIODS = RowList(
    "closed-periods",
    _l("Closed periods"),
    (
        ListColumn("period", _l("Period"), lambda row, _: closed_words(row), width=24),
        ListColumn("first", _l("First day"), "first_on", "day"),
        ListColumn("last", _l("Last day"), "last_on", "day"),
        ListColumn("closed", _l("Closed on"), lambda row, _: day_of(row.closed_at), "day"),
        ListColumn("by", _l("By"), lambda row, _: owner_name(row.closed_by), width=24),
        ListColumn("reopened", _l("Reopened on"), lambda row, _: day_of(row.reopened_at), "day"),
        ListColumn("reason", _l("Reason"), "reason", width=44, where="file"),
    ),
    address=lambda closed: url_for("snapshots.show", closed_id=closed.id),
    endpoint="snapshots.index",
)
"""The latest days first."""
