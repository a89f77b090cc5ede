"""The page on which an event is logged in under a minute, on a phone."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.choices import Family, Marking
from planner.clock import now, today
from planner.db import key_of
from planner.events.blueprint import bp
from planner.events.choice_queries import (
    groups_with_members,
    nation_choices,
    objectives_for,
    owner_choices,
)
from planner.events.plan.asked_marking import AskedMarking, asked_by
from planner.events.plan.event_wish import EventWish
from planner.events.plan.form_page_views import say
from planner.events.plan.marking_told import COLUMNS
from planner.events.plan.money import currency_of
from planner.events.plan.quick_actions import quick_log
from planner.events.plan.quick_forms import QuickForm
from planner.events.plan.suggestions import suggest_anew, suggested
from planner.kinds.queries import known_kind, usual_kind
from planner.participants.double_views import question_about
from planner.web.access import may, viewer
from planner.web.nationnames import own_codes


@bp.route("/quick", methods=["GET", "POST"])
@may("plan")
def quick() -> ResponseReturnValue:
    """Log an event: title, kind, day, partners, objectives, one line."""
    wish = EventWish.from_args(request.args)
    objectives = objectives_for(today(), wish.objective_ids)
    kind = request.form.get("kind", wish.kind or usual_kind(Family.VISIT), type=known_kind)
    nations = nation_choices()
    form = QuickForm(
        data={
            "kind": kind,
            "day": wish.starts_on or today(),
            "partner_codes": wish.nations,
            "objective_ids": suggested(kind, objectives, wish.objective_ids),
            "proposed_for": kind,
            "currency": currency_of(next(iter(own_codes()), None)),
            "promise_owner_id": viewer().user_id,
        },
        nations=nations,
        owners=owner_choices(),
        groups=groups_with_members(),
        objectives={one.id: one.name for one in objectives},
    )
    asked = asked_of(form, kind)
    if request.method == "GET":
        say(wish.left_out(form.partner_codes.names, [one.id for one in objectives]))
    if "refresh" in request.form:
        suggest_anew(form, kind, objectives)
    elif event := form.submit(quick_log, viewer=viewer(), now=now()):
        flash(_("“%(title)s” is logged", title=form.title.data), "success")
        tell_marking(asked)
        return redirect(url_for(".show", event_id=key_of(event)), 303)
    first = suggested(kind, objectives, form.objective_ids.data or ())
    context = {"form": form, "suggested": [str(key) for key in first]}
    context["question"] = question_about(form.newcomer.typed, form.new_answer)
    is_wrong = bool(form.errors or form.form_errors)
    return render_template("events/quick.html", **context), 422 if is_wrong else 200


def asked_of(form: QuickForm, kind: str) -> AskedMarking | None:
    """Return what asks for a marking of what is logged; once it is saved all is read anew."""
    told = dict.fromkeys(COLUMNS) | {"kind": kind, "title": form.title.data}
    return asked_by(told | {"summary": form.line.data})


def tell_marking(asked: AskedMarking | None) -> None:
    """Say that what was logged is marked higher than usual, and why."""
    if asked and asked.least > Marking.OFFICIAL:
        words = {"marking": asked.least.label, "why": asked.why}
        flash(_("It is marked %(marking)s, because %(why)s.", **words), "warning")
