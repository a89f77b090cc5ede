"""Forms of the first steps."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from babel.dates import get_month_names
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, HiddenField, SelectField, StringField
from wtforms.validators import Optional
from wtforms.widgets import TextArea

from planner.choices import Marking, NationTier, Role
from planner.events.plan.fields import stripped
from planner.objectives.forms import AdoptForm
from planner.objectives.models import Objective
from planner.objectives.requirement_forms import is_number
from planner.partners.fields import options
from planner.shapes.nation import NamedPartners
from planner.shapes.objective import MOST_WANTED, RequirementsOfTiers
from planner.shapes.office import FirstChoice
from planner.shapes.user import Invitation, NewUser
from planner.text.reading import json_object, marking, whole
from planner.web.filters import locale
from planner.web.forms import PlannerForm
from planner.web.nation_fields import NationSelectField, NationsField
from planner.web.shaped import limits

ROWS = 6
"""Lines for colleagues on the page at once."""
TIERS: tuple[NationTier | None, ...] = (*NationTier, None)

__all__ = ["AdoptForm", "ColleaguesForm", "PartnersForm", "StartForm", "TierForm", "tier_key"]


class StartForm(PlannerForm):
    """Whose office this is, and how it counts its year."""

    shape = FirstChoice

    code = NationSelectField(_l("Own nation"))
    year_month = SelectField(_l("The year begins in"), coerce=whole)
    is_year_named_by_end = BooleanField(_l("Name a fiscal year by the year in which it ends"))
    is_sure = BooleanField(_l("Yes, every report shall count from the side of another nation"))

    def __init__(
        self, *args: Any, nations: Mapping[str, str], own: str | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.year_month.choices = list(get_month_names(locale=locale()).items())
        self.code.choices = options(nations, _l("Choose a nation"))
        if own is None:
            del self.is_sure


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


def colleague_fields(row: int) -> dict[str, Any]:
    """Return the fields of one line for a colleague."""
    return {
        f"name_{row}": StringField(
            _l("Name"), [Optional(), *limits(NewUser, "name")], filters=[stripped]
        ),
        f"email_{row}": EmailField(
            _l("E-mail address"), [Optional(), *limits(NewUser, "email")], filters=[stripped]
        ),
        f"role_{row}": SelectField(
            _l("Role"), choices=options(Role.choices()), coerce=Role, default=Role.PLANNER
        ),
        f"ceiling_{row}": SelectField(
            _l("Sees up to"),
            choices=options(Marking.choices()),
            coerce=marking,
            default=Marking.OFFICIAL,
        ),
        f"nations_{row}": NationsField(_l("Nations")),
    }


class ColleaguesBase(PlannerForm):
    """Several new users, a line each; lines without name and address are left alone."""

    shape = Invitation

    def __init__(
        self,
        *args: Any,
        nations: Mapping[str, str],
        groups: Mapping[str, list[str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for row in range(ROWS):
            field = self[f"nations_{row}"]
            field.names, field.groups = nations, groups
            for part in ("name", "email"):
                self[f"{part}_{row}"].flags.required = False  # a line may be left blank

    @property
    def lines(self) -> list[list[Any]]:
        """Return the fields of each line."""
        parts = ("name", "email", "role", "ceiling", "nations")
        return [[self[f"{part}_{row}"] for part in parts] for row in range(ROWS)]

    def validate(self, extra_validators: Any = None) -> bool:
        """Say whether each line that was begun has a name and an address."""
        is_valid = bool(super().validate(extra_validators))
        for name, email, *_rest in self.lines:
            if email.data and not name.data:
                name.errors, is_valid = [_("Enter a name")], False
            if name.data and not email.data:
                email.errors, is_valid = [_("Enter an address")], False
        return is_valid

    @property
    def values(self) -> dict[str, Any]:
        """Return the lines that were filled in; a colleague without nations works with all."""
        found = [
            {
                "name": name.data,
                "email": email.data,
                "roles": [role.data],
                "ceiling": ceiling.data,
                "nations": nations.data or (),
                "has_all_nations": not nations.data,
            }
            for name, email, role, ceiling, nations in self.lines
            if name.data and email.data
        ]
        return {"colleagues": found}


ColleaguesForm: Any = type(
    "ColleaguesForm",
    (ColleaguesBase,),
    {name: field for row in range(ROWS) for name, field in colleague_fields(row).items()},
)
