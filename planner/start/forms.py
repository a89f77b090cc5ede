"""The first step’s form; those of the others stand in files of their own."""

from collections.abc import Mapping
from typing import Any

from babel.dates import get_month_names
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField

from planner.partners.fields import options
from planner.shapes.office import FirstChoice
from planner.text.reading import whole
from planner.web.forms import PlannerForm
from planner.web.language import locale
from planner.web.nation_fields import NationSelectField


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
