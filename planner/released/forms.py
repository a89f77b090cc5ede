"""The choice of what goes into a releasable copy."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from planner.choices import Marking
from planner.released.brief import TITLES
from planner.shapes.release_asked import PARTS, ReleaseAsked
from planner.web.fields import ChoicesField
from planner.web.forms import PlannerForm


class ReleaseForm(PlannerForm):
    """To whom, up to which marking, which parts."""

    shape = ReleaseAsked

    to = SelectField(_l("To"))
    marking = SelectField(_l("Up to the marking"))
    parts = ChoicesField(_l("Parts"))

    def __init__(self, query: Any, nations: dict[str, str], to: str, highest: Marking) -> None:
        """Offer nations by name, markings up to the highest that the chosen one may be given."""
        chosen = {"to": to, "marking": str(int(highest)), "parts": list(PARTS)}
        super().__init__(query or None, data=chosen)
        self.to.choices = list(nations.items())
        offered = [one for one in Marking if one <= highest]
        self.marking.choices = [(str(int(one)), str(one.label)) for one in offered]
        self.parts.choices = [(part, str(TITLES[part])) for part in PARTS]
