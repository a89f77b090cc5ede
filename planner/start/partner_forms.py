"""The step of partners: a box of nations for each tier."""

import json
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.widgets import TextArea

from planner.choices import NationTier
from planner.shapes.nation import NamedPartners
from planner.text.reading import json_object
from planner.web.forms import PlannerForm
from planner.web.nations_fields import NationsField


class PastedNations(NationsField):
    """Nations pasted as a list, shown one a line."""

    widget = TextArea()

    def _value(self) -> str:
        words = str(super()._value())
        return words if self.raw_data else words.replace(", ", "\n")


class PartnersForm(PlannerForm):
    """The partner nations, a box for each tier."""

    shape = NamedPartners

    tier_a = PastedNations(_l("Tier A"))
    tier_b = PastedNations(_l("Tier B"))
    tier_c = PastedNations(_l("Tier C"))
    tier_none = PastedNations(_l("Without a tier"))
    base = HiddenField()

    def __init__(
        self,
        *args: Any,
        nations: Mapping[str, str],
        groups: Mapping[str, list[str]],
        stored: Mapping[str, NationTier | None],
        **kwargs: Any,
    ) -> None:
        boxes = {
            name: [c for c in nations if c in stored and stored[c] is tier]
            for name, tier in BOXES.items()
        }
        super().__init__(*args, data=boxes, **kwargs)
        for name in BOXES:
            self[name].names, self[name].groups = nations, groups
        self.stored = stored
        if not self.is_submitted():
            self.base.data = json.dumps({code: tier or "" for code, tier in stored.items()})

    def validate(self, extra_validators: Any = None) -> bool:
        """Say whether every nation is known and stands in one box only."""
        is_valid = bool(super().validate(extra_validators))
        seen: dict[str, str] = {}
        for name in BOXES if is_valid else ():
            for code in self[name].data or ():
                if code in seen:
                    words = {"nation": self[name].names.get(code, code)}
                    self[name].errors = [_("%(nation)s stands in two boxes. Keep one.", **words)]
                    is_valid = False
                seen[code] = name
        return is_valid

    @property
    def values(self) -> dict[str, Any]:
        """Return what stands in the boxes, and what stood there."""
        tiers = {code: tier for name, tier in BOXES.items() for code in self[name].data or ()}
        return {"tiers": tiers, "before": self.read_base()}

    def read_base(self) -> dict[str, NationTier | None]:
        """Return what the page was filled with; what is stored when that cannot be read."""
        found = json_object(self.base.data)
        known = {"", *NationTier}
        if found is None or not all(type(t) is str and t in known for t in found.values()):
            return dict(self.stored)
        return {code: NationTier(tier) if tier else None for code, tier in found.items()}


BOXES: dict[str, NationTier | None] = {
    "tier_a": NationTier.A,
    "tier_b": NationTier.B,
    "tier_c": NationTier.C,
    "tier_none": None,
}
