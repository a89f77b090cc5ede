"""What this room shows on the pages of lower rooms."""

from typing import Any

from flask_babel import gettext as _

from planner.clock import today
from planner.objectives.columns import WANTED
from planner.objectives.requirement_queries import wanted_of_nation
from planner.office.queries import year_style
from planner.partners.models import Nation
from planner.shapes.document import Section
from planner.web.access import viewer
from planner.web.panels import panel


@panel("nation", order=40)
def requirements_of_nation(nation: Nation) -> tuple[str, dict[str, Any]] | None:
    """Show how many events are wanted with a nation this year."""
    scope = viewer().nations
    if nation.is_own or (scope is not None and nation.code not in scope):
        return None
    year = year_style().holding(today())
    rows = wanted_of_nation(nation.code, year)
    sections = (Section(_("Wanted in %(year)s", year=year.name), tables=(WANTED.page(rows),)),)
    shown = {"rows": rows, "year": year, "sections": sections}
    return ("requirements/_nation.html", shown) if rows else None
