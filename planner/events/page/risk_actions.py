"""The risks of an event: rated, taken off, brought back, or none found."""

from flask_babel import gettext as _

from planner.db import db
from planner.errors import RuleBroken
from planner.events.models import Event, Risk
from planner.events.states.steps import check_step
from planner.shapes.event_record import FoundRisk, RiskAnswer
from planner.terms.checks import check_term
from planner.terms.models import RiskCategory
from planner.terms.queries import terms
from planner.viewers import Viewer
from planner.web.undoing import restored


def add_risk(event: Event, found: FoundRisk, *, viewer: Viewer) -> Event:
    """Add a risk; the event's risks then count as rated."""
    check_step("risks", event, viewer)
    check_term(RiskCategory, found.category, "category")
    event.risks.append(Risk(**found.all_values()))
    event.risks_rated = True
    return event


def answer_risk(event: Event, risk: Risk, answered: RiskAnswer, *, viewer: Viewer) -> Risk:
    """Say what is done about a risk."""
    check_step("risks", event, viewer)
    risk.mitigation = answered.mitigation
    return risk


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
