"""A proposed change of an approved event: its page, and what is decided on it."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from planner.clock import now, today
from planner.events.approval.decisions import decline_change, withdraw_change
from planner.events.approval.models import ProposedChange
from planner.events.approval.page import for_approval
from planner.events.approval.proposal_forms import DecisionForm
from planner.events.approval.proposal_page import change_rows, marking_of, proposal_context
from planner.events.approval.queries import proposal_of
from planner.events.approval.request_actions import agree as agree_to
from planner.events.blueprint import bp
from planner.events.models import Event
from planner.events.page.queries import event_with_rows
from planner.events.states.steps import open_steps
from planner.web.access import may, viewer
from planner.web.forms import ActionForm
from planner.web.kept_sent import shows_words

Decision = Callable[..., ProposedChange]


def found(event_id: int, proposal_id: int) -> tuple[Event, ProposedChange]:
    """Return an event and a proposal on it, or answer 404."""
    event, proposal = event_with_rows(event_id), proposal_of(event_id, proposal_id)
    if event is None or proposal is None:
        raise NotFound
    return event, proposal


@bp.route("/<id:event_id>/changes/<id:proposal_id>")
@may("see")
def change(event_id: int, proposal_id: int) -> ResponseReturnValue:
    """Show a proposed change as before and after, with what may be decided."""
    event, proposal = found(event_id, proposal_id)
    form = DecisionForm(formdata=None, data={"seen": proposal.version})
    return page(event, proposal, form)


def page(event: Event, proposal: ProposedChange, form: DecisionForm) -> ResponseReturnValue:
    """Return the page of a proposal; 422 when a decision has to be corrected."""
    context: dict[str, Any] = proposal_context(proposal, event, viewer()) or {
        "proposal": proposal,
        "rows": change_rows(proposal),
        **dict.fromkeys(("is_writer", "may_agree", "may_decline"), False),
    }
    is_wrong = bool(form.errors or form.form_errors)
    answer = render_template(
        "events/change.html",
        event=event,
        form=form,
        page_marking=marking_of(event, context),
        change=context,
        can=open_steps(event, viewer()),
        asked=for_approval(event, proposal),
        today=today(),
    )
    return answer, 422 if is_wrong else 200


def decided(
    event_id: int, proposal_id: int, action: Decision, sentence: str
) -> ResponseReturnValue:
    """Make a decision and go back to the event, or show what forbids it."""
    event, proposal = found(event_id, proposal_id)
    form = DecisionForm()
    if form.submit(action, proposal, event, viewer=viewer(), now=now()):
        flash(sentence, "success")
        return redirect(url_for(".show", event_id=event_id), 303)
    event, proposal = found(event_id, proposal_id)
    if not proposal.is_open:
        flash(_("This change was settled in the meantime."), "warning")
        return redirect(url_for(".show", event_id=event_id), 303)
    form.seen.data, form.seen.raw_data = proposal.version, None
    return page(event, proposal, form)


@bp.route("/<id:event_id>/changes/<id:proposal_id>/agree", methods=["POST"])
@may("approve")
@shows_words
def agree(event_id: int, proposal_id: int) -> ResponseReturnValue:
    """Agree to a proposed change: it is written into the event."""
    sentence = _("You agreed. The event is as proposed now.")
    return decided(event_id, proposal_id, agree_to, sentence)


@bp.route("/<id:event_id>/changes/<id:proposal_id>/decline", methods=["POST"])
@may("approve")
@shows_words
def decline(event_id: int, proposal_id: int) -> ResponseReturnValue:
    """Decline a proposed change, with the reason."""
    sentence = _("You declined. The event stays as it was approved.")
    return decided(event_id, proposal_id, decline_change, sentence)


@bp.route("/<id:event_id>/changes/<id:proposal_id>/withdraw", methods=["POST"])
@may("comment")
def withdraw_proposal(event_id: int, proposal_id: int) -> ResponseReturnValue:
    """Take a proposed change back."""
    event, proposal = found(event_id, proposal_id)
    form = ActionForm()
    if form.submit(withdraw_change, proposal, event, viewer=viewer(), now=now()):
        flash(_("The proposal is withdrawn. The event stays as it was approved."), "success")
    for refusal in form.form_errors:
        flash(refusal, "error")
    return redirect(url_for(".show", event_id=event_id), 303)
