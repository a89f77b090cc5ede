"""The step of colleagues: a line for each who is invited."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import EmailField, SelectField, StringField
from wtforms.validators import Optional

from planner.choices import Marking, Role
from planner.events.plan.fields import stripped
from planner.partners.fields import options
from planner.shapes.user import Invitation, NewUser
from planner.text.reading import marking
from planner.web.forms import PlannerForm
from planner.web.nations_fields import NationsField
from planner.web.shaped import limits

ROWS = 6
"""Lines for colleagues on the page at once."""


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
