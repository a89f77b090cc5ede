"""What is kept beside an event's plan: nations' parts, actual figures, risks, agreements."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _

from planner import clock
from planner.choices import EventState, Marking, PartnerRole
from planner.db import db
from planner.errors import RuleBroken
from planner.events.calendar_gates import set_actual_days
from planner.events.guards import FINISHED_STATES, check_marking, check_scope
from planner.events.least_marking import check_least_marking
from planner.events.material import Pair, is_bound
from planner.events.models import Coordination, Event, Risk
from planner.events.money import set_currency
from planner.events.periods import Period, snapped
from planner.events.proposal_actions import propose_change, set_parts
from planner.events.writing import move_version_on
from planner.foureyes import add_writer
from planner.history.actions import record
from planner.history.models import HistoryEntry
from planner.viewers import Viewer

RUNNING_STATES = (EventState.IN_PROGRESS, EventState.EXECUTED, EventState.REPORTED)


def check_unfinished(event: Event, viewer: Viewer, permission: str) -> None:
    """Raise unless the viewer may still write about this event."""
    check_scope(event, viewer)
    viewer.require(permission, _("Your role may not change this event."))
    if event.state in FINISHED_STATES:
        raise RuleBroken(
            _("This event is %(state)s.", state=str(event.state.label).lower())
            + " "
            + _("Nothing more is written about its plan.")
        )


def set_nation_parts(
    event: Event,
    *,
    rows: Mapping[str, Mapping[str, Any]],
    viewer: Viewer,
    now: datetime | None = None,
) -> Event:
    """Set each nation's part and headcounts by code; under an approval parts are proposed."""
    check_unfinished(event, viewer, "plan")
    before, after = {}, {}
    for row in event.partners:
        if values := rows.get(row.nation_code):
            row.headcount_planned = values["headcount_planned"]
            row.headcount_actual = values["headcount_actual"]
            if PartnerRole(values["role"]) is not row.role:
                before[row.nation_code] = row.role
                after[row.nation_code] = PartnerRole(values["role"])
    move_version_on(event)
    if is_bound(event):
        propose(event, {"parts": (before, after)} if after else {}, {"parts"}, viewer, now)
    elif after:
        set_parts(event, after)
        add_writer(event, viewer.user_id)
    return event


def propose(
    event: Event,
    moved: dict[str, Pair],
    settled: set[str],
    viewer: Viewer,
    now: datetime | None,
) -> None:
    """Put a change of an approved event before an approver."""
    db.session.flush()  # the trial of a proposal is forgotten, this is not
    propose_change(event, moved=moved, settled=settled, viewer=viewer, now=now or clock.now())


def set_marking(
    event: Event, *, marking: Marking, viewer: Viewer, now: datetime | None = None
) -> Event:
    """Raise or lower an event's marking, whatever its state (DOMAIN 3).

    Who may not lower the marking of an approved event proposes it.
    """
    if marking < event.marking and is_bound(event) and not viewer.may("lower_marking"):
        check_unfinished(event, viewer, "plan")
        propose(event, {"marking": (event.marking, marking)}, set(), viewer, now)
        return event
    check_marking(event.marking, marking, viewer)
    event.marking = marking
    check_scope(event, viewer)
    check_least_marking(event, viewer)
    return event


def comment_on(event: Event, *, comment: str, viewer: Viewer) -> HistoryEntry:
    """Keep a comment in the event's history, where nothing is changed or taken back."""
    check_scope(event, viewer)
    viewer.require("comment", _("Your role may not comment."))
    said = {"comment": [None, comment]}
    return record("commented", "event", event.id, event.title, event_id=event.id, changes=said)


def record_actuals(
    event: Event,
    *,
    actual_starts_on: date | None,
    actual_ends_on: date | None,
    participants_actual: int | None,
    actual_cost: Decimal | None,
    viewer: Viewer,
    now: datetime,
    currency: str = "",
) -> Event:
    """Record when an event really was, how many came and what it cost.

    Raises RuleBroken for days to come, and for days before what was told of the event.
    """
    check_unfinished(event, viewer, "report")
    if event.state not in RUNNING_STATES:
        raise RuleBroken(_("Actual figures are recorded once the event has begun."))
    if event.is_executed and actual_starts_on is None:
        raise RuleBroken(_("An executed event needs its actual days."))
    period = snapped(Period(actual_starts_on, actual_ends_on))
    set_actual_days(event, period.starts_on, period.ends_on, now)
    event.participants_actual, event.actual_cost = participants_actual, actual_cost
    set_currency(event, currency)
    return event


def add_risk(
    event: Event,
    *,
    category: str,
    likelihood: int,
    impact: int,
    mitigation: str,
    viewer: Viewer,
) -> Event:
    """Add a risk; the event's risks then count as rated."""
    check_unfinished(event, viewer, "comment")
    event.risks.append(
        Risk(category=category, likelihood=likelihood, impact=impact, mitigation=mitigation)
    )
    event.risks_rated = True
    return event


def remove_risk(event: Event, risk_id: int, *, viewer: Viewer) -> Event:
    """Take a risk off; with none left the risks count as not rated."""
    check_unfinished(event, viewer, "comment")
    event.risks = [risk for risk in event.risks if risk.id != risk_id]
    event.risks_rated = bool(event.risks)
    return event


def find_no_risks(event: Event, *, viewer: Viewer) -> Event:
    """Record that risks were looked at and none were found."""
    check_unfinished(event, viewer, "comment")
    if event.risks:
        raise RuleBroken(_("There are risks on the list. Remove them first."))
    event.risks_rated = True
    return event


def note_agreement(
    event: Event, *, party: str, agreed_on: date, note: str, viewer: Viewer, today: date
) -> Event:
    """Note that the partner, the agencies or the funding side agreed, on a day that has come."""
    check_unfinished(event, viewer, "plan")
    if agreed_on > today:
        raise RuleBroken(_("The day of the agreement lies in the future. Note it on that day."))
    event.coordination.append(
        Coordination(party=party, agreed_on=agreed_on, note=note, by_id=viewer.user_id)
    )
    return event


def withdraw_agreement(event: Event, entry_id: int, *, viewer: Viewer) -> Event:
    """Take an agreement off the log again."""
    check_unfinished(event, viewer, "plan")
    event.coordination = [entry for entry in event.coordination if entry.id != entry_id]
    return event
