"""Pages of links by which somebody outside gives a value, as the office sees them."""

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import now, today
from planner.db import db
from planner.errors import NotAllowed
from planner.objectives.indicator_views import bp, status, to_indicator
from planner.objectives.link_actions import ask_outside, withdraw_link
from planner.objectives.link_forms import AskOutsideForm
from planner.objectives.link_models import ValueLink
from planner.objectives.models import Indicator
from planner.objectives.outside_release import why_not_outside
from planner.objectives.readings import span_on
from planner.objectives.update_views import tell_refusal
from planner.web.access import may, viewer
from planner.web.addresses import absolute
from planner.web.forms import ActionForm


@bp.route("/indicators/<id:indicator_id>/links/new", methods=["GET", "POST"])
@may("report")
def new_link(indicator_id: int) -> ResponseReturnValue:
    """Ask somebody outside for a value; the address is shown once."""
    indicator = db.get_or_404(Indicator, indicator_id)
    if why := why_not_outside(indicator):
        raise NotAllowed(why)
    first, last = span_on(indicator, today())
    form = AskOutsideForm(data={"starts_on": min(first, last), "ends_on": last, "days": 30})
    about = {"viewer": viewer(), "now": now(), "today": today()}
    if issued := form.submit(ask_outside, indicator, **about):
        address = absolute(url_for("outside.give", token=issued.token))
        context = {"link": issued.link, "address": address}
        return render_template("indicators/link_address.html", indicator=indicator, **context)
    page = render_template("indicators/link.html", form=form, indicator=indicator)
    return page, status(form)


@bp.route("/links/<id:link_id>/withdraw", methods=["POST"])
@may("report")
def withdraw_value_link(link_id: int) -> ResponseReturnValue:
    """End a link before it is used."""
    link, form = db.get_or_404(ValueLink, link_id), ActionForm()
    indicator_id = link.indicator_id
    if form.submit(withdraw_link, link, viewer=viewer(), now=now()):
        flash(_("The link is withdrawn."), "success")
    tell_refusal(form)
    return to_indicator(indicator_id)
