"""What an approver says to a proposed change."""

from flask_babel import lazy_gettext as _l
from wtforms.widgets import HiddenInput

from planner.events.plan.fields import long_text
from planner.shapes.event_moves import ProposalDecision
from planner.web.forms import PlannerForm
from planner.web.number_fields import NumberField


class DecisionForm(PlannerForm):
    """A decision on a proposed change, with the version that was looked at."""

    shape = ProposalDecision

    seen = NumberField(widget=HiddenInput())
    note = long_text(_l("Note"))
