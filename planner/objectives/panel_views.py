"""What this room shows on the pages of lower rooms: the plans for a nation."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.objectives.plan_columns import PLANS
from planner.objectives.queries import plans_for
from planner.partners.models import Nation
from planner.shapes.document import Section
from planner.web.panels import Sections, panel

OF_NATION = PLANS.picking(_l("Plans for this nation"), "name", "first", "last", "aims")


@panel("nation", order=39)
def plans_of_nation(nation: Nation) -> Sections | None:
    """Show the plans for a nation that the viewer may see."""
    found = plans_for(nation.code)
    if not found:
        return None
    return [Section(_("Plans for this nation"), tables=(OF_NATION.page(found),))]
