"""Pages of the coordination log: who agreed to an event, nation by nation."""

from datetime import date
from typing import Any, NamedTuple

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from planner.choices import CoordinationParty
from planner.clock import now, today
from planner.db import db
from planner.events.approval.amendments import proposed_partners
from planner.events.blueprint import bp
from planner.events.models import Event
from planner.events.page.agreement_actions import (
    note_agreement,
    restore_agreement,
    withdraw_agreement,
    withdraw_agreements,
)
from planner.events.page.agreement_forms import AgreementForm
from planner.events.page.answers import answer
from planner.events.page.coordination import nations_agreed, nations_to_ask, parties_lacking
from planner.events.shown import shown
from planner.events.states.gates import agreements_lacking
from planner.events.states.step_views import turned_away
from planner.history.undo_actions import put_aside, take_back
from planner.shapes.event_record import KeptAgreement, NewAgreement
from planner.viewers import Viewer
from planner.web.access import may, viewer
from planner.web.forms import ActionForm
from planner.web.nationnames import nation_name

AGREEMENT, AGREEMENTS = "agreement", "agreements noted"
KEPT = ("party", "nation_code", "agreed_on", "note", "by_id")


@bp.route("/<id:event_id>/coordination", methods=["GET", "POST"])
@may("plan")
def coordination(event_id: int) -> ResponseReturnValue:
    """Note who agreed to the event; the query may name the nations and the party."""
    event = shown(event_id)
    if away := turned_away("coordination", event):
        return away
    form = AgreementForm(data=asked_for(event), nations=nations_of(event))
    if noted := form.submit(note_with_undo, event, viewer=viewer(), today=today()):
        words = ngettext("The agreement was noted", "%(num)s agreements were noted", noted.number)
        undo = url_for(".unnote_agreements", event_id=event_id, kept=noted.key)
        flash({"text": words, "undo_url": undo}, "undo")  # type: ignore[arg-type]
        return redirect(url_for(".coordination", event_id=event_id), 303)
    event = shown(event_id)
    labels = CoordinationParty.choices()
    return answer("coordination", form, event, labels=labels, lacks=agreements_lacking(event))


def nations_of(event: Event) -> dict[str, str]:
    """Return the nations that may agree, those that are still asked first."""
    agreed = nations_agreed(event)
    codes = nations_to_ask(event, proposed_partners(event, viewer()))
    names = {code: nation_name(code) for code in sorted(codes, key=lambda code: code in agreed)}
    return {
        code: _("%(nation)s (on record)", nation=name) if code in agreed else name
        for code, name in names.items()
    }


def asked_for(event: Event) -> dict[str, Any]:
    """Return what the form is filled with: what the address names, else the first that lacks."""
    asked = [code.upper() for code in request.args.getlist("nation")]
    party = request.args.get("party", "")
    if asked:
        party = CoordinationParty.PARTNER.value
    if party not in CoordinationParty.choices():
        party = next(iter(parties_lacking(event)), CoordinationParty.PARTNER).value
    offered = nations_of(event)
    codes = [code for code in asked if code in offered]
    return {"agreed_on": today(), "party": party, "nation_codes": codes}


class Noted(NamedTuple):
    """What was noted: how many agreements, and the key of the button that takes them back."""

    number: int
    key: str


def note_with_undo(event: Event, new: NewAgreement, *, viewer: Viewer, today: date) -> Noted:
    """Note agreements, and keep in the same transaction which they are."""
    made = note_agreement(event, new, viewer=viewer, today=today)
    db.session.flush()  # gives the agreements their keys
    ids = {"event_id": event.id, "ids": [str(agreement.id) for agreement in made]}
    return Noted(len(made), put_aside(AGREEMENTS, ids, viewer=viewer, now=now()))


@bp.route("/<id:event_id>/coordination/<id:agreement_id>/remove", methods=["POST"])
@may("plan")
def drop_agreement(event_id: int, agreement_id: int) -> ResponseReturnValue:
    """Take an agreement off the log; the undo button brings it back."""
    event, form = shown(event_id), ActionForm()
    agreement = next((one for one in event.coordination if one.id == agreement_id), None)
    key = ""
    if agreement is not None:
        values = {name: getattr(agreement, name) for name in KEPT}
        key = put_aside(AGREEMENT, values | {"event_id": event_id}, viewer=viewer(), now=now())
    if form.submit(withdraw_agreement, event, agreement_id, viewer=viewer()):
        undo = url_for(".renote_agreement", event_id=event_id, kept=key)
        notice: Any = {"text": _("The entry was removed"), "undo_url": undo if key else None}
        flash(notice, "undo")
    return back(event_id, form)


@bp.route("/<id:event_id>/coordination/restore", methods=["POST"])
@may("plan")
def renote_agreement(event_id: int) -> ResponseReturnValue:
    """Bring an agreement back that was taken off within the last hour."""
    event, form = shown(event_id), ActionForm()
    agreement = take_back(AGREEMENT, request.args.get("kept", ""), viewer=viewer(), now=now())
    kept = KeptAgreement(**{name: agreement[name] for name in KEPT})
    if agreement["event_id"] == str(event_id) and form.submit(
        restore_agreement, event, kept, viewer=viewer()
    ):
        flash(_("The entry is back."), "success")
    return back(event_id, form)


@bp.route("/<id:event_id>/coordination/undo", methods=["POST"])
@may("plan")
def unnote_agreements(event_id: int) -> ResponseReturnValue:
    """Take back the agreements that were noted a moment ago."""
    event, form = shown(event_id), ActionForm()
    noted = take_back(AGREEMENTS, request.args.get("kept", ""), viewer=viewer(), now=now())
    ids = [int(key) for key in noted["ids"]]
    if noted["event_id"] == str(event_id) and form.submit(
        withdraw_agreements, event, ids, viewer=viewer()
    ):
        flash(_("The agreements were taken back."), "success")
    return back(event_id, form)


def back(event_id: int, form: ActionForm) -> ResponseReturnValue:
    """Return to the log, with what forbade the step."""
    for sentence in form.form_errors:
        flash(sentence, "error")
    return redirect(url_for(".coordination", event_id=event_id), 303)
