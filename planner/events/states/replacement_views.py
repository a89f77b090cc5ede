"""The page on which the event is named that takes another's place."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import now, today
from planner.events.blueprint import bp
from planner.events.models import Event
from planner.events.shown import shown
from planner.events.states.move_forms import ReplacementForm
from planner.events.states.replacement_queries import replacement_choices
from planner.events.states.replacements import name_replacement
from planner.events.states.step_views import turned_away
from planner.history.undo_actions import put_aside, take_back
from planner.shapes.event_moves import Replacement
from planner.text.reading import row_id_or_none
from planner.web.access import may, viewer
from planner.web.day_words import precise_day
from planner.web.forms import ActionForm

KIND = "replacement"


def replacements_offered(event: Event) -> dict[int, str]:
    """Return the events that could take the place of one, each with its day."""
    rows = replacement_choices(event, today())
    return {
        key: f"{title}, {precise_day(day)}" if day else f"{title}, {_('no date yet')}"
        for key, title, day in rows
    }


@bp.route("/<id:event_id>/replacement", methods=["GET", "POST"])
@may("comment")
def replacement(event_id: int) -> ResponseReturnValue:
    """Name what replaces a postponed or cancelled event."""
    event = shown(event_id)
    if away := turned_away("replacement", event):
        return away
    data = {"replaced_by_id": event.replaced_by_id}
    form = ReplacementForm(data=data, replacements=replacements_offered(event))
    before = event.replaced_by_id
    key = ""
    if request.method == "POST":
        values = {"event_id": str(event.id), "before": "" if before is None else str(before)}
        key = put_aside(KIND, values, viewer=viewer(), now=now())
    if form.submit(name_replacement, event, viewer=viewer(), today=today()):
        undo = url_for(".undo_replacement", event_id=event_id, kept=key)
        notice: Any = {"text": _("What replaces it was saved"), "undo_url": undo}
        flash(notice, "undo")
        return redirect(url_for(".show", event_id=event_id), 303)
    is_wrong = bool(form.errors or form.form_errors)
    event = shown(event_id)
    context = {"event": event, "form": form, "page_marking": event.marking}
    return render_template("events/replacement.html", **context), 422 if is_wrong else 200


@bp.route("/<id:event_id>/replacement/undo", methods=["POST"])
@may("comment")
def undo_replacement(event_id: int) -> ResponseReturnValue:
    """Bring back what was named before."""
    event, form = shown(event_id), ActionForm()
    kept = take_back(KIND, request.args.get("kept", ""), viewer=viewer(), now=now())
    before = row_id_or_none(kept["before"])
    if kept["event_id"] == str(event_id) and form.submit(
        name_replacement, event, Replacement(replaced_by_id=before), viewer=viewer(), today=today()
    ):
        flash(_("It is as it was before."), "success")
    for sentence in form.form_errors:
        flash(sentence, "error")
    return redirect(url_for(".show", event_id=event_id), 303)
