"""The form of the office's settings."""

from typing import Any

from babel.dates import get_month_names
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField

from planner.choices import Marking
from planner.shapes.office import OfficeSettings
from planner.text.reading import marking, whole
from planner.web.language import locale
from planner.web.number_fields import NumberField
from planner.web.versioned_forms import VersionedForm


class OfficeForm(VersionedForm):
    """How the office counts its year, and from when on it says that something is late."""

    shape = OfficeSettings

    year_month = SelectField(_l("The year begins in"), coerce=whole)
    is_year_named_by_end = BooleanField(_l("Name a fiscal year by the year in which it ends"))
    report_days = NumberField(_l("Days to write a report"))
    outcome_days = NumberField(_l("Days in which an outcome is expected"))
    contact_days_a = NumberField(_l("Tier A"))
    contact_days_b = NumberField(_l("Tier B"))
    contact_days_c = NumberField(_l("Tier C"))
    warns_at_amber = BooleanField(
        _l("Tell of targets that are behind, not only of those off track")
    )

    release_ceiling = SelectField(
        _l("Partners may be given up to"), coerce=marking, default=Marking.OFFICIAL
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.release_ceiling.choices = list(Marking.choices().items())
        self.year_month.choices = list(get_month_names(locale=locale()).items())
