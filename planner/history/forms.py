"""The filter of the history."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.validators import Optional

from planner.partners.fields import options
from planner.web.forms import FilterForm
from planner.web.number_fields import DayField


class HistoryFilterForm(FilterForm):
    """Who did what to which kind of row, and when."""

    by = SelectField(_l("By"), default="")
    verb = SelectField(_l("What was done"), default="")
    kind = SelectField(_l("To what"), default="")
    first = DayField(_l("From"), [Optional()])
    last = DayField(_l("To"), [Optional()])

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
