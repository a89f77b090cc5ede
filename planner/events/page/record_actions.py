"""What is kept beside an event's plan: nations' parts, actual figures, risks, agreements."""

from datetime import datetime

from flask_babel import gettext as _

from planner.db import db
from planner.errors import RuleBroken
from planner.events.approval.amendments import Amendment, set_parts
from planner.events.approval.material import Pair, is_bound
from planner.events.approval.proposal_actions import propose_change
from planner.events.models import Event, Risk
from planner.events.plan.event_days import EventDays, snapped
from planner.events.plan.least_marking import check_least_marking
from planner.events.plan.money import set_currency
from planner.events.plan.writing import move_version_on
from planner.events.states.calendar_gates import set_actual_days
from planner.events.states.guards import check_marking, check_scope
from planner.events.states.steps import check_step, check_unfinished
from planner.foureyes import add_writer
from planner.history.actions import record
from planner.history.models import HistoryEntry
from planner.shapes.event_record import (
    ActualFigures,
    EventComment,
    FoundRisk,
    NationParts,
    NewMarking,
)
from planner.terms.checks import check_term
from planner.terms.models import RiskCategory
from planner.terms.queries import terms
from planner.viewers import Viewer
from planner.web.undoing import restored


def set_nation_parts(event: Event, parts: NationParts, *, viewer: Viewer, now: datetime) -> Event:
    """Set each nation's part and headcounts; under an approval parts are proposed."""
    check_step("nations", event, viewer)
    said = {one.nation_code: one for one in parts.rows}
    before, after = {}, {}
    for row in event.partners:
        if one := said.get(row.nation_code):
            row.headcount_planned = one.headcount_planned
            row.headcount_actual = one.headcount_actual
            if one.role is not row.role:
                before[row.nation_code], after[row.nation_code] = row.role, one.role
    move_version_on(event)
    if is_bound(event):
        moved: dict[str, Pair] = {"parts": (before, after)} if after else {}
        propose(event, Amendment(moved, frozenset({"parts"})), viewer, now)
    elif after:
        set_parts(event, after)
        add_writer(event, viewer.user_id)
    return event


def propose(event: Event, wanted: Amendment, viewer: Viewer, now: datetime) -> None:
    """Put a change of an approved event before an approver."""
    db.session.flush()  # the trial of a proposal is forgotten, this is not
    propose_change(event, wanted, viewer=viewer, now=now)


def set_marking(event: Event, new: NewMarking, *, viewer: Viewer, now: datetime) -> Event:
    """Raise or lower an event's marking, whatever its state (DOMAIN 3).

    Who may not lower the marking of an approved event proposes it.
    """
    if new.marking < event.marking and is_bound(event) and not viewer.may("lower_marking"):
        check_unfinished(event, viewer, "plan")
        propose(event, Amendment({"marking": (event.marking, new.marking)}), viewer, now)
        return event
    check_marking(event.marking, new.marking, viewer)
    event.marking = new.marking
    check_scope(event, viewer)
    check_least_marking(event, viewer)
    return event


def comment_on(event: Event, said: EventComment, *, viewer: Viewer) -> HistoryEntry:
    """Keep a comment in the event's history, where nothing is changed or taken back."""
    check_step("comment", event, viewer)
    words = {"comment": [None, said.comment]}
    return record("commented", "event", event.id, event.title, event_id=event.id, changes=words)


def record_actuals(event: Event, figures: ActualFigures, *, viewer: Viewer, now: datetime) -> Event:
    """Record when an event really was, how many came and what it cost.

    Raises RuleBroken for days to come, and for days before what was told of the event.
    """
    check_step("actuals", event, viewer)
    if event.is_executed and figures.actual_starts_on is None:
        raise RuleBroken(_("An executed event needs its actual days."))
    period = snapped(EventDays(figures.actual_starts_on, figures.actual_ends_on))
    set_actual_days(event, period.starts_on, period.ends_on, now)
    event.participants_actual = figures.participants_actual
    event.actual_cost = figures.actual_cost
    set_currency(event, figures.currency)
    return event


def add_risk(event: Event, found: FoundRisk, *, viewer: Viewer) -> Event:
    """Add a risk; the event's risks then count as rated."""
    check_step("risks", event, viewer)
    check_term(RiskCategory, found.category, "category")
    event.risks.append(Risk(**found.all_values()))
    event.risks_rated = True
    return event


def remove_risk(event: Event, risk_id: int, *, viewer: Viewer) -> Event:
    """Take a risk off; with none left the risks count as not rated."""
    check_step("risks", event, viewer)
    event.risks = [risk for risk in event.risks if risk.id != risk_id]
    event.risks_rated = bool(event.risks)
    return event


@restored("risk")
def restored_risk(risk: Risk, viewer: Viewer) -> None:
    """Refuse a risk of an event that is finished by now; with it the risks count as rated."""
    event = event_of(risk)
    check_step("risks", event, viewer)
    if risk.category not in terms(RiskCategory):
        raise RuleBroken(_("The category of this risk is not there any more."))
    event.risks_rated = True


def event_of(part: Risk) -> Event:
    """Return the event that a part hangs on; RuleBroken when it is not to be seen any more."""
    event = db.session.get(Event, part.event_id)
    if event is None:
        raise RuleBroken(_("The event is not there any more."))
    return event


def find_no_risks(event: Event, *, viewer: Viewer) -> Event:
    """Record that risks were looked at and none were found."""
    check_step("no_risks", event, viewer)
    event.risks_rated = True
    return event
