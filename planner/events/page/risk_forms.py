"""The form of one risk."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField

from planner.events.plan.fields import long_text, options
from planner.shapes.event_record import FoundRisk, RiskAnswer
from planner.terms.fields import TermField
from planner.terms.models import RiskCategory
from planner.text.reading import whole
from planner.web.forms import PlannerForm

LEVELS = options({level: str(level) for level in range(1, 6)})


class RiskForm(PlannerForm):
    """One risk."""

    shape = FoundRisk

    category = TermField(_l("Risk"), RiskCategory)
    likelihood = RadioField(_l("Likelihood, 1 to 5"), choices=LEVELS, default="2", coerce=whole)
    impact = RadioField(_l("Impact, 1 to 5"), choices=LEVELS, default="2", coerce=whole)
    mitigation = long_text(_l("What is done about it"))


class RiskAnswerForm(PlannerForm):
    """What is done about one risk."""

    shape = RiskAnswer

    mitigation = long_text(_l("What is done about it"))
