"""The lists of the room: outcomes, follow-ups and lessons, each declared once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.accounts.labels import owner_name
from planner.choices import STRENGTH_LABELS, OutcomeSign
from planner.choices.signs import state_css
from planner.events.release.together import release_notes
from planner.outcomes.filtering import OutcomeFilter
from planner.outcomes.follow_up_filtering import FollowUpFilter
from planner.outcomes.models import FollowUp, Outcome
from planner.outcomes.queries import highest
from planner.outcomes.told import marking_of, told
from planner.presenters.cell import Press
from planner.shapes.figure import Label
from planner.web.access import viewer
from planner.web.addresses import here
from planner.web.lists.columns import ListColumn, RowList
from planner.web.nationnames import nation_name


def marked(rows: Iterable[Any]) -> Label:
    """Return the words of the highest marking under which rows tell."""
    found = highest(told(rows))
    return "" if found is None else found.label


def outcome_notes(outcomes: Sequence[Outcome]) -> tuple[Label, ...]:
    """Return what the strengths mean, and to whom the outcomes may be released."""
    return (strength_note(), *release_notes(told(outcomes)))


def strength_note() -> str:
    """Return what each strength means."""
    return "; ".join(str(STRENGTH_LABELS[level]) for level in sorted(STRENGTH_LABELS))


def objective_of(outcome: Outcome, _about: Any) -> str:
    """Return code and name of the objective."""
    return f"{outcome.objective.code} {outcome.objective.name}"


def worded(name: str) -> Callable[[Outcome, Any], str]:
    """Return what reads the label of a choice that may be left open."""

    def read(outcome: Outcome, _about: Any) -> str:
        chosen = getattr(outcome, name)
        return str(chosen.label) if chosen else ""

    return read


def verifier(outcome: Outcome, _about: Any) -> str:
    """Return who verified it."""
    return outcome.verified_by.name if outcome.verified_by else _("Not verified")


def titles(outcome: Outcome, _about: Any) -> str:
    """Return the titles of its events."""
    return "; ".join(event.title for event in outcome.events)


OUTCOMES = RowList(
    "outcomes",
    _l("Outcomes"),
    (
        ListColumn("title", _l("What changed"), "title", width=44),
        ListColumn("objective", _l("Objective"), objective_of, width=30),
        ListColumn(
            "kind",
            _l("Type"),
            lambda row, _: str(row.kind.label),
            width=22,
            detail=worded("change_kind"),
        ),
        ListColumn(
            "sign",
            _l("Helps or harms"),
            lambda row, _: str(row.sign.label),
            width=12,
            css=lambda row, _: "badge badge-bad" * (row.sign is OutcomeSign.NEGATIVE),
        ),
        ListColumn("strength", _l("Strength"), "strength", "number", width=9),
        ListColumn("change", _l("Kind of change"), worded("change_kind"), width=22, where="file"),
        ListColumn("confidence", _l("Confidence"), worded("confidence"), width=12),
        ListColumn("seen", _l("Seen"), "seen_on", "day"),
        ListColumn(
            "marking", _l("Marking"), lambda row, _: marking_of(row).label, width=20, where="file"
        ),
        ListColumn("verified", _l("Verified by"), verifier, width=20),
        ListColumn("events", _l("Events"), titles, width=44),
    ),
    address=lambda outcome: url_for("outcomes.show", outcome_id=outcome.id),
    marking=marked,
    notes=outcome_notes,
    endpoint="outcomes.index",
    narrowed_by=OutcomeFilter,
)


def days_late(follow_up: FollowUp, today: date) -> int | None:
    """Return how many days it is late; None where it is not."""
    return (today - follow_up.due_on).days if follow_up.is_overdue(today) else None


def promised_to(follow_up: FollowUp, _today: Any = None) -> str:
    """Return whom it was promised to, in words; empty for nobody."""
    organisation = follow_up.promised_organisation
    nation = follow_up.promised_nation_code
    names = [organisation.name] if organisation else []
    return ", ".join(names + ([nation_name(nation)] if nation else []))


FOLLOW_UPS = RowList(
    "follow-ups",
    _l("Follow-ups"),
    (
        ListColumn("tick", _l("Tick"), where="page", is_control=True, needs="report"),
        ListColumn("what", _l("What is owed"), "what", width=44),
        ListColumn("owner", _l("Owner"), lambda row, _: owner_name(row.owner), width=20),
        ListColumn("due", _l("Due"), "due_on", "day", sort="due"),
        ListColumn("light", _l("State"), "state", where="page"),
        ListColumn(
            "state", _l("State"), lambda row, _: str(row.state.label), width=12, where="file"
        ),
        ListColumn("late", _l("Days late"), days_late, "number", width=9, where="file"),
        ListColumn("promised", _l("Promised to"), promised_to, width=24),
        ListColumn("event", _l("Event"), "event.title", width=40, where="file"),
        ListColumn("closed", _l("Closed on"), "closed_on", "day", where="file"),
        ListColumn(
            "marking", _l("Marking"), lambda row, _: marking_of(row).label, width=20, where="file"
        ),
        ListColumn("note", _l("Note"), "note", width=40, where="file"),
        ListColumn("step", _l("Step"), where="page", is_control=True),
    ),
    address=lambda follow_up: url_for("followups.show", follow_up_id=follow_up.id),
    marking=marked,
    notes=lambda rows: release_notes(told(rows)),
    page_order=("tick", "what", "due", "light", "owner", "promised"),
    endpoint="followups.index",
    narrowed_by=FollowUpFilter,
)
"""It is told about today. On the page a light stands for the state where something is late, and
the event for the second line of what is owed."""


def done_button(follow_up: FollowUp, _today: date) -> Press | None:
    """Return the button that closes it, for its owner and for those who report."""
    who = viewer()
    if not follow_up.is_open or not (who.may("report") or follow_up.owner_id == who.user_id):
        return None
    address = url_for("followups.done", follow_up_id=follow_up.id)
    return Press(_("Done"), address, (("next", here()),), follow_up.what)


def how_it_stands(follow_up: FollowUp, today: date) -> Label:
    """Return its state in words, or that it is overdue."""
    return _("Overdue") if follow_up.is_overdue(today) else follow_up.state.label


def css_of_state(follow_up: FollowUp, today: date) -> str:
    """Return how a page marks its state."""
    return "light bad" if follow_up.is_overdue(today) else state_css(follow_up.state)


STANDS = ListColumn(
    "stands", _l("State"), how_it_stands, css=css_of_state, press=done_button, where="page"
)
OWED = FOLLOW_UPS.picking(_l("Open promises"), "what", "due", "owner", "event")
PROMISES = replace(OWED, columns=(*OWED.columns, STANDS))
OWED_AFTER = replace(PROMISES, title=_l("Owed after events with it"))
LAST_OUTCOMES = OUTCOMES.picking(
    _l("Last outcomes"), "title", "objective", "strength", "seen", "sign"
)
"""Parts of the page, and of the document, of a nation or an organisation."""
