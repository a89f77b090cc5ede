"""How a document is asked for."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField

from planner.shapes.paper_asked import PaperAsked
from planner.web.forms import PlannerForm


class PaperForm(PlannerForm):
    """Whether people are named, and why."""

    shape = PaperAsked

    has_names = BooleanField(_l("With the names of people"))
    reason = StringField(_l("Reason"))
