"""The filter of the history."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.validators import Optional

from planner.history.queries import HistoryFilter
from planner.partners.fields import options
from planner.web.forms import FilterForm
from planner.web.number_fields import DayField


class HistoryFilterForm(FilterForm):
    """Who did what to which kind of row, and when."""

    by = SelectField(HistoryFilter.label("by"), default="")
    verb = SelectField(HistoryFilter.label("verb"), default="")
    kind = SelectField(HistoryFilter.label("kind"), default="")
    first = DayField(HistoryFilter.label("first"), [Optional()])
    last = DayField(HistoryFilter.label("last"), [Optional()])

    def __init__(
        self,
        *args: Any,
        people: Mapping[str, str],
        verbs: Mapping[str, str],
        kinds: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.by.choices = options(people, _l("Anybody"))
        self.verb.choices = options(verbs, _l("Anything"))
        self.kind.choices = options(kinds, _l("Anything"))
