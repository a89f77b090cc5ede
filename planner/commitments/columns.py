"""The list of commitments, declared once."""

from dataclasses import replace
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from planner.choices import CommitmentState, PromiseStanding
from planner.choices.signs import state_css
from planner.commitments.filtering import CommitmentFilter
from planner.commitments.lines import PromiseLine
from planner.events.release.together import release_notes
from planner.shapes.figure import Label
from planner.web.lists.columns import ListColumn, RowList
from planner.web.nationnames import nation_name


def with_whom(row: PromiseLine, _about: Any) -> str:
    """Return the name of the partner."""
    return nation_name(row.nation_code) if row.nation_code else ""


def how_it_stands(row: PromiseLine, today: date) -> Label:
    """Return how a promise stands, in words."""
    return row.standing(today).label


def standing_css(standing: PromiseStanding) -> str:
    """Return how a page marks how a promise stands: as its state, and lateness as a light."""
    lights = {PromiseStanding.OVERDUE: "light bad", PromiseStanding.LATE: "light warn"}
    return lights.get(standing) or state_css(CommitmentState(standing.value))


def days_late(row: PromiseLine, today: date) -> int | None:
    """Return how many days late it was kept, or is by now; None where it is not late."""
    end = row.settled_on or today
    is_counted = row.state in ("open", "kept") and end > row.due_on
    return (end - row.due_on).days if is_counted else None


def highest(rows: Any) -> Label:
    """Return the words of the highest marking of promises."""
    found = max((row.marking for row in rows), default=None)
    return "" if found is None else found.label


COMMITMENTS = RowList(
    "commitments",
    _l("Commitments"),
    (
        ListColumn("what", _l("What was promised"), "what", width=44),
        ListColumn("by", _l("Who promised"), lambda row, _about: row.promised_by.label, width=16),
        ListColumn(
            "with",
            _l("Partner"),
            with_whom,
            detail=lambda row, _about: row.organisation,
            where="page",
        ),
        ListColumn("nation", _l("Nation"), with_whom, width=20, where="file"),
        ListColumn("organisation", _l("Organisation"), "organisation", width=30, where="file"),
        ListColumn("promised", _l("Promised on"), "promised_on", "day", where="file"),
        ListColumn("due", _l("Due"), "due_on", "day"),
        ListColumn(
            "standing",
            _l("How it stands"),
            how_it_stands,
            width=18,
            css=lambda row, today: standing_css(row.standing(today)),
        ),
        ListColumn("settled", _l("Settled on"), "settled_on", "day", where="file"),
        ListColumn("late", _l("Days late"), days_late, "number", width=9, where="file"),
        ListColumn("owner", _l("Owner"), "owner", width=20),
        ListColumn("event", _l("Event"), "event", width=40, where="file"),
        ListColumn(
            "marking", _l("Marking"), lambda row, _about: row.marking.label, width=20, where="file"
        ),
    ),
    address=lambda row: row.href,
    marking=highest,
    notes=release_notes,
    page_order=("what", "due", "standing", "by", "with", "owner"),
    endpoint="commitments.index",
    narrowed_by=CommitmentFilter,
)
"""It is told about today."""

BETWEEN_US = COMMITMENTS.picking(
    _l("Commitments"), "what", "by", "organisation", "due", "standing", "owner"
)
"""The part of the page of a nation, an organisation, a person, an event."""

PART = replace(
    COMMITMENTS.picking(_l("Promised by us"), "what", "due", "standing"), notes=lambda _rows: ()
)
PROMISED_BY_US, PROMISED_BY_THEM = PART, replace(PART, title=_l("Promised by them"))
"""The parts of documents before a visit."""
