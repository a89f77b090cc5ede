"""The form field of one nation typed into a box."""

from collections.abc import Mapping
from typing import Any

from wtforms.widgets import TextInput

from planner.web.nation_fields import NONE, SUGGESTED, NationSelectField
from planner.web.nationnames import nation_name


class NationBoxField(NationSelectField):
    """One nation typed into a box, as a code or by any of its names, with suggestions.

    For forms that ask for a nation several times: the page holds the names once, in the list
    of suggestions that `macros/nations.html` draws.
    """

    widget = TextInput()
    names: Mapping[str, str] = {}
    """The nations offered, code to name, where the form has them so."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, render_kw=dict(SUGGESTED), **kwargs)

    def _value(self) -> str:
        if self.process_errors and self.raw_data:
            return str(self.raw_data[0])
        return self.words_of(self.data)

    def words_of(self, value: Any) -> str:
        """Return the name of a nation as this form offers it; nothing for none."""
        if value in (None, *NONE):
            return ""
        if value in self.names:
            return self.names[value]
        offered = (choice for choice in self._iter_choices_normalized())
        name = next((choice.label for choice in offered if choice.value == value), None)
        return str(name or nation_name(value))
