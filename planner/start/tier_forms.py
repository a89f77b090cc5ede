"""The step of requirements: how many events a year with the partners of a tier."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from wtforms import HiddenField

from planner.choices import NationTier
from planner.objectives.models import Objective
from planner.objectives.requirement_forms import is_number
from planner.shapes.objective import MOST_WANTED, RequirementsOfTiers
from planner.text.reading import json_object, whole
from planner.web.forms import PlannerForm

TIERS: tuple[NationTier | None, ...] = (*NationTier, None)


def tier_key(objective_id: int, tier: NationTier | None) -> str:
    """Return the name of the input for an objective with the nations of a tier."""
    return f"t-{objective_id}-{tier.value if tier else 'none'}"


class TierForm(PlannerForm):
    """One number per objective and tier, for all nations of the tier at once."""

    shape = RequirementsOfTiers

    base = HiddenField()

    def __init__(
        self,
        *args: Any,
        objectives: Sequence[Objective],
        tiers: Sequence[NationTier | None],
        stored: Mapping[tuple[int, NationTier | None], int | None],
        typed: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        """Take the common number of each tier, None where its nations differ, and what was sent."""
        super().__init__(*args, **kwargs)
        self.cells = {
            tier_key(one.id, tier): (one.id, tier) for one in objectives for tier in tiers
        }
        self.labels = {
            tier_key(one.id, tier): f"{one.code}, {tier_label(tier)}"
            for one in objectives
            for tier in tiers
        }
        self.varies = {name for name, key in self.cells.items() if stored.get(key) is None}
        self.shown = {name: str(stored.get(key) or "") for name, key in self.cells.items()}
        self.problems: dict[str, str] = {}
        self.before = dict(self.shown)
        if self.is_submitted():
            self.before = self.read_base()
            self.shown |= {name: typed[name].strip() for name in self.cells if name in typed}
        else:
            self.base.data = json.dumps(self.shown)

    def read_base(self) -> dict[str, str]:
        """Return the numbers that the page was filled with; what is stored when unreadable."""
        found = json_object(self.base.data)
        if found is None or not all(type(number) is str for number in found.values()):
            return dict(self.shown)
        return found

    def validate(self, extra_validators: Any = None) -> bool:
        """Say whether every cell holds a whole number, naming each one that does not."""
        is_valid = bool(super().validate(extra_validators))
        for name in self.cells:
            if not is_number(self.shown[name]):
                words = _("Enter a whole number from 0 to %(most)s", most=MOST_WANTED)
                self.problems[name] = words
                self.form_errors.append(f"{self.labels[name]}: {words}")
        return is_valid and not self.problems

    @property
    def values(self) -> dict[str, Any]:
        """Return the cells that were changed; a cell emptied takes its numbers away."""
        changed = [
            {
                "objective_id": self.cells[name][0],
                "tier": self.cells[name][1],
                "number": whole(number) if number else 0,
            }
            for name, number in self.shown.items()
            if number != self.before.get(name, "")
        ]
        return {"numbers": changed}


def tier_label(tier: NationTier | None) -> str:
    """Return a tier in words."""
    return str(tier.label) if tier else str(_("Without a tier"))
