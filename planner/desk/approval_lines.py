"""The lines of My desk on approvals, proposed changes and agreements."""

from datetime import date

from flask import url_for
from flask_babel import gettext as _

from planner.desk.lines import DeskLine, event_url, line
from planner.events.approval.material import in_order, label_of
from planner.events.approval.models import ProposedChange
from planner.events.models import Event
from planner.events.states.steps import ASKED
from planner.viewers import Viewer
from planner.web.day_words import event_period
from planner.web.number_words import NONE


def approval_line(event: Event, _who: Viewer, _present: date) -> DeskLine:
    """Return an event that waits for approval."""
    url = event_url(event)
    move = url_for("events.move", event_id=event.id, state="approved")
    return line(event.title, url, event_period(event), _("Approve"), move)


def change_line(proposal: ProposedChange, _who: Viewer, _present: date) -> DeskLine:
    """Return a change of an approved event that waits for an approver."""
    page = url_for("events.change", event_id=proposal.event_id, proposal_id=proposal.id)
    asked = [str(ASKED[proposal.wish])] if proposal.wish in ASKED else []
    names = ", ".join([*asked, *(label_of(name) for name in in_order(proposal.changes))])
    who = proposal.proposed_by.name if proposal.proposed_by else NONE
    words = _("%(names)s, proposed by %(who)s", names=names, who=who)
    return line(proposal.event.title, event_url(proposal.event), words, _("Look at it"), page)


def declined_line(proposal: ProposedChange, _who: Viewer, _present: date) -> DeskLine:
    """Return a declined change, with the reason, to whoever proposed it."""
    url = event_url(proposal.event)
    edit = url_for("events.edit", event_id=proposal.event_id)
    return line(proposal.event.title, url, proposal.decision_note, _("Propose another"), edit)


def agreement_line(event: Event, _who: Viewer, _present: date) -> DeskLine:
    """Return an event with a nation whose agreement is not on record."""
    log = url_for("events.coordination", event_id=event.id)
    return line(event.title, event_url(event), event_period(event), _("Note it"), log)
