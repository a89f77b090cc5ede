"""The base form of a row that others may edit too: it merges, or shows what both changed."""

import json
from typing import Any

from flask import request
from flask_babel import gettext as _
from wtforms import HiddenField
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from planner.text.reading import json_object
from planner.web.conflicts import merge, plain
from planner.web.forms import NOT_VALUES, PlannerForm
from planner.web.number_fields import NumberField


class VersionedForm(PlannerForm):
    """A form that edits a row others may edit too; make it with `obj=` or `data=` and `version`.

    It carries the row's version and the values it was filled with. When somebody else saved
    in between, what only they changed is taken over, and what both changed is shown side by
    side to choose from.
    """

    version = NumberField(validators=[Optional()], widget=HiddenInput())
    base = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_submitted():
            self.base.data = self.written_base()

    @property
    def may_be_sent_again(self) -> bool:
        """Say whether a stored row is edited: a second sending meets its version."""
        return bool(self.version.object_data)

    def stored_values(self) -> dict[str, Any]:
        """Return the row's values as plain comparable data, by field name."""
        return {
            name: plain(field.object_data)
            for name, field in self._fields.items()
            if name not in NOT_VALUES
        }

    def is_current(self) -> bool:
        """Merge with what somebody else saved; False when both changed the same field."""
        self.take_choices()
        if self.version.data == self.version.object_data:
            return True
        before = self.read_base()
        if before is None:
            self.form_errors.append(
                _("Part of the form did not arrive whole. Open the page again, then save.")
            )
            return False
        self.conflicts = merge(self, before)
        self.version.data = self.version.object_data
        self.version.raw_data = [str(self.version.object_data)]
        self.base.data = self.written_base()
        if self.conflicts:
            self.form_errors.append(
                _("Somebody else changed this while you were typing. Choose which to keep.")
            )
        return not self.conflicts

    def take_choices(self) -> None:
        """Take over the stored value of every field for which the reader chose it."""
        for name, field in self._fields.items():
            if request.form.get(f"keep-{name}") == "theirs":
                field.data = field.object_data

    def written_base(self) -> str:
        """Return the row's values as the page carries them: those that are not blank."""
        filled = {name: value for name, value in self.stored_values().items() if value}
        return json.dumps(filled, separators=(",", ":"))

    def read_base(self) -> dict[str, Any] | None:
        """Return the values that the page was filled with; None when they are unreadable."""
        found = json_object(self.base.data or "{}")
        if not found:
            return found
        blank = {
            name: [] if isinstance(value, list) else ""
            for name, value in self.stored_values().items()
        }
        return blank | found
