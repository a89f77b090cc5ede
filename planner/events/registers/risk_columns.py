"""The register of risks, declared once."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.accounts.labels import owner_name
from planner.choices.signs import state_css
from planner.events.models import Event, Risk
from planner.events.registers.risk_filtering import RiskFilter
from planner.events.release.together import release_notes
from planner.shapes.figure import Label
from planner.terms.models import RiskCategory
from planner.terms.queries import term_label
from planner.web.lists.columns import ListColumn, RowList
from planner.web.nationnames import nation_name


def events_of(rows: Sequence[Risk]) -> list[Event]:
    """Return the events of risks."""
    return [row.event for row in rows if row.event is not None]


def marked(rows: Sequence[Risk]) -> Label:
    """Return the words of the highest marking of the events of risks."""
    found = max((event.marking for event in events_of(rows)), default=None)
    return "" if found is None else found.label


def category(row: Risk, _about: Any) -> str:
    """Return the name of the category."""
    return term_label(RiskCategory, row.category)


def partners(row: Risk, _about: Any) -> str:
    """Return the partner nations of the event."""
    event = row.event
    codes = [one.nation_code for one in event.partners if not one.nation.is_own] if event else []
    return ", ".join(nation_name(code) for code in codes)


def answer(row: Risk, _about: Any) -> str:
    """Return what is done about it, or that nothing is said."""
    return row.mitigation if row.is_answered else _("No answer yet")


RISKS = RowList(
    "risks",
    _l("Risk register"),
    (
        ListColumn("event", _l("Event"), "event.title", width=40),
        ListColumn(
            "category", _l("Risk"), category, width=32, css=lambda _row, _about: "badge badge-quiet"
        ),
        ListColumn("score", _l("Likelihood × impact"), "score", "number", width=10),
        ListColumn("likelihood", _l("Likelihood"), "likelihood", "number", width=10, where="file"),
        ListColumn("impact", _l("Impact"), "impact", "number", width=10, where="file"),
        ListColumn(
            "answer",
            _l("What is done about it"),
            answer,
            width=44,
            css=lambda row, _: "" if row.is_answered else "light warn",
        ),
        ListColumn(
            "state",
            _l("State"),
            lambda row, _: str(row.event.state.label),
            width=14,
            css=lambda row, _: state_css(row.event.state),
        ),
        ListColumn("first", _l("First day"), "event.start", "precise_day"),
        ListColumn("partners", _l("Partners"), partners, width=28),
        ListColumn(
            "owner", _l("Owner"), lambda row, _: owner_name(row.event.owner), width=20, where="file"
        ),
        ListColumn(
            "marking", _l("Marking"), lambda row, _: row.event.marking.label, width=20, where="file"
        ),
    ),
    address=lambda row: url_for("events.show", event_id=row.event_id),
    marking=marked,
    notes=lambda rows: release_notes(events_of(rows)),
    endpoint="risks.index",
    narrowed_by=RiskFilter,
)
