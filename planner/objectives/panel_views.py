"""What this room shows on the pages of lower rooms."""

from flask import url_for
from flask_babel import gettext as _

from planner.clock import today
from planner.objectives.columns import WANTED
from planner.objectives.requirement_queries import wanted_of_nation
from planner.office.queries import year_style
from planner.partners.models import Nation
from planner.shapes.document import Onward, Section
from planner.web.access import viewer
from planner.web.panels import Sections, panel


@panel("nation", order=40)
def requirements_of_nation(nation: Nation) -> Sections | None:
    """Say how many events are wanted with a nation this year."""
    scope = viewer().nations
    if nation.is_own or (scope is not None and nation.code not in scope):
        return None
    year = year_style().holding(today())
    rows = wanted_of_nation(nation.code, year)
    if not rows:
        return None
    plan_id = rows[0].objective.line.plan_id
    whole = url_for("requirements.index", year=year.name, plan=plan_id)
    return [
        Section(
            _("Wanted in %(year)s", year=year.name),
            tables=(WANTED.page(rows),),
            onward=(Onward(_("All requirements of the year"), whole),),
        )
    ]
