"""The list of concerns."""

from datetime import date

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.events.release.together import release_notes
from planner.outcomes.columns import marked
from planner.outcomes.concern_filtering import ConcernFilter
from planner.outcomes.concern_models import Concern
from planner.outcomes.press_conditions import CONCERN_DAYS
from planner.outcomes.told import marking_of, told
from planner.shapes.figure import Label
from planner.web.lists.columns import ListColumn, RowList
from planner.web.nationnames import nation_name


def days_open(row: Concern, today: date) -> int:
    """Return the days from raising a concern to its answer, or to today."""
    return ((row.answered_on or today) - row.raised_on).days


def is_late(row: Concern, today: date) -> bool:
    """Say whether a concern has waited longer than it should."""
    return row.is_open and days_open(row, today) > CONCERN_DAYS


def how_it_stands(row: Concern, today: date) -> Label:
    """Return whether it was answered, in words."""
    if not row.is_open:
        return _("Answered")
    return _("Open, late") if is_late(row, today) else _("Open")


def stands_css(row: Concern, today: date) -> str:
    """Return how a page marks a concern that waits too long."""
    return "light bad" if is_late(row, today) else ""


CONCERNS = RowList(
    "concerns",
    _l("Concerns"),
    (
        ListColumn("what", _l("Concern"), "what", width=44),
        ListColumn(
            "source",
            _l("Raised by"),
            lambda row, _: str(row.source.label),
            width=20,
            detail=lambda row, _: row.raised_by,
        ),
        ListColumn("raised", _l("Raised"), "raised_on", "day"),
        ListColumn(
            "nation",
            _l("Nation"),
            lambda row, _: nation_name(row.nation_code) if row.nation_code else "",
            width=20,
        ),
        ListColumn(
            "event", _l("Event"), lambda row, _: row.event.title if row.event else "", width=40
        ),
        ListColumn("stands", _l("State"), how_it_stands, width=14, css=stands_css),
        ListColumn("days", _l("Days open"), days_open, "number", width=9),
        ListColumn("detail", _l("In detail"), "detail", width=44, where="file"),
        ListColumn("answered", _l("Answered on"), "answered_on", "day", where="file"),
        ListColumn("answer", _l("Answer"), "answer", width=44, where="file"),
        ListColumn(
            "marking", _l("Marking"), lambda row, _: marking_of(row).label, width=20, where="file"
        ),
    ),
    address=lambda row: url_for("concerns.show", concern_id=row.id),
    marking=marked,
    notes=lambda rows: release_notes(told(rows)),
    endpoint="concerns.index",
    narrowed_by=ConcernFilter,
)
"""It is told about today."""
