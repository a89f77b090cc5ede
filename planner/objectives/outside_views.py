"""The one page for somebody outside: they give a value, and see nothing else of the office."""

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import now, today
from planner.db import db
from planner.objectives.indicator_views import status
from planner.objectives.link_actions import give_value, why_closed
from planner.objectives.link_forms import giving_form
from planner.objectives.link_models import ValueLink
from planner.objectives.link_queries import link_of
from planner.objectives.told import unit_told
from planner.viewers import acting_as
from planner.web.access import ANYONE, may
from planner.web.limits import OUTSIDE, address, limiter
from planner.web.nationnames import nation_name, own_codes

bp = Blueprint("outside", __name__)
PREFIX = "/give/"


@bp.route("/give/<token>", methods=["GET", "POST"])
@may(ANYONE)
@limiter.limit(OUTSIDE, key_func=address)
def give(token: str) -> ResponseReturnValue:
    """Take one value from whoever holds the link."""
    found = link_of(token)
    if found is None:
        abort(404)
    link, holder = found
    with acting_as(db.session, holder):
        return answer(link)


def answer(link: ValueLink) -> ResponseReturnValue:
    """Show the form of a link that is open, take what it was sent with, or say why it is closed."""
    if why := why_closed(link, now()):
        return render_template("outside/closed.html", why=why), 410
    form = giving_form(link.indicator)
    if form.submit(give_value, link, now=now(), today=today()):
        return render_template("outside/given.html")
    context = {"link": link, "indicator": link.indicator, "office_name": office_name()}
    context["unit"] = unit_told(link.indicator)
    return render_template("outside/give.html", form=form, **context), status(form)


def office_name() -> str:
    """Return whose office asks."""
    return ", ".join(str(_("Office of %(nation)s", nation=nation_name(one))) for one in own_codes())
