"""Who takes over what somebody owns who leaves."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from planner.partners.fields import options
from planner.shapes.leaving import KEEP, NOBODY, Leaving
from planner.web.forms import PlannerForm

ALL = "all"
"""For the field of one colleague for everything; a kind's own choice goes before it."""


class LeavingForm(PlannerForm):
    """One colleague for all of it, or one for each kind."""

    shape = Leaving

    to_all = SelectField(_l("Hand everything to"), default=KEEP)

    kinds: tuple[str, ...] = ()

    def __init__(self, *args: Any, offers: Mapping[str, Mapping[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leave_it: dict[str, Any] = {KEEP: _l("Nobody yet: the name stays, marked as left")}
        self.to_all.choices = options(leave_it | dict(offers[ALL]))
        for name in self.kinds:
            as_above: dict[str, Any] = {ALL: _l("As chosen above")}
            self[f"to_{name}"].choices = options(as_above | leave_it | dict(offers[name]))

    @property
    def values(self) -> dict[str, Any]:
        """Return who takes what, by kind."""
        chosen = {name: self[f"to_{name}"].data for name in self.kinds}
        above = self.to_all.data or KEEP
        return {"to": {name: above if to in (ALL, None) else to for name, to in chosen.items()}}


def leaving_form(kinds: Sequence[tuple[str, Any]]) -> type[LeavingForm]:
    """Return the form class for the kinds of things that somebody owns."""
    fields: dict[str, Any] = {"kinds": tuple(name for name, _label in kinds)}
    for name, label in kinds:
        fields[f"to_{name}"] = SelectField(label, default=ALL)
    return type("LeavingFormOfUser", (LeavingForm,), fields)


CLEARED = {NOBODY: _l("Nobody: clear the owner")}
