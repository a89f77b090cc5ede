"""The page on which the marking of an event is raised or lowered."""

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import now
from planner.events.blueprint import bp
from planner.events.page.answers import WAITS, answer, saved
from planner.events.page.record_actions import set_marking
from planner.events.page.record_forms import MarkingForm
from planner.events.shown import shown
from planner.events.states.step_views import turned_away
from planner.web.access import may, viewer


@bp.route("/<id:event_id>/marking", methods=["GET", "POST"])
@may("raise_marking")
def marking(event_id: int) -> ResponseReturnValue:
    """Raise or lower the marking."""
    event = shown(event_id)
    if away := turned_away("marking", event):
        return away
    data = {"marking": event.marking, "version": event.version}
    form = MarkingForm(data=data, ceiling=viewer().ceiling)
    before = event.marking
    if form.submit(set_marking, event, viewer=viewer(), now=now()):
        if form.marking.data < before and not viewer().may("lower_marking"):
            return saved(event_id, ".show", WAITS)
        return saved(event_id, ".show", _("The marking was changed"))
    return answer("marking", form, shown(event_id))
