"""Pages for the nations of an event and its actual figures."""

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import now
from planner.events.approval.amendments import proposed_parts
from planner.events.approval.material import is_bound
from planner.events.approval.queries import open_proposal
from planner.events.blueprint import bp
from planner.events.choice_queries import own_code
from planner.events.page.actuals_actions import record_actuals
from planner.events.page.answers import answer, saved, saved_or_proposed
from planner.events.page.nation_forms import nations_data, nations_form
from planner.events.page.record_actions import set_nation_parts
from planner.events.page.record_forms import ActualsForm
from planner.events.plan.money import currency_of
from planner.events.shown import shown
from planner.events.states.move_views import actual_days
from planner.events.states.step_views import turned_away
from planner.web.access import may, viewer


@bp.route("/<id:event_id>/nations", methods=["GET", "POST"])
@may("plan")
def nations(event_id: int) -> ResponseReturnValue:
    """Set each nation's part and headcounts."""
    event = shown(event_id)
    if away := turned_away("nations", event):
        return away
    proposal = open_proposal(event)
    form = nations_form(event)(data=nations_data(event, proposed_parts(proposal)))
    if form.submit(set_nation_parts, event, viewer=viewer(), now=now()):
        return saved_or_proposed(event_id, _("Parts and headcounts were saved"))
    return answer("nations", form, shown(event_id), is_bound=is_bound(event))


@bp.route("/<id:event_id>/actuals", methods=["GET", "POST"])
@may("report")
def actuals(event_id: int) -> ResponseReturnValue:
    """Record when the event really was, how many came, what it cost."""
    event = shown(event_id)
    if away := turned_away("actuals", event):
        return away
    names = ("actual_starts_on", "actual_ends_on", "participants_actual", "actual_cost", "version")
    data = {name: getattr(event, name) for name in names}
    data |= actual_days(event) | {"currency": event.currency or currency_of(own_code())}
    form = ActualsForm(data=data)
    if form.submit(record_actuals, event, viewer=viewer(), now=now()):
        return saved(event_id, ".show", _("The actual figures were saved"))
    return answer("actuals", form, shown(event_id))
