"""The forms of closed periods."""

from flask_babel import lazy_gettext as _l
from wtforms import TextAreaField

from planner.shapes.reopening import Reopening
from planner.web.forms import PlannerForm


class ReopeningForm(PlannerForm):
    """Why a closed period is reopened."""

    shape = Reopening

    reason = TextAreaField(_l("Reason"), render_kw={"rows": 3})
