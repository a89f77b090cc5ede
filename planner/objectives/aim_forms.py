"""The form of an aim."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField

from planner.objectives.forms import PeriodFields
from planner.shapes.aim import WrittenAim
from planner.web.versioned_forms import VersionedForm


class AimForm(PeriodFields, VersionedForm):
    """A national or civilian aim; its time may be left open."""

    shape = WrittenAim

    name = StringField(_l("Aim"))
    agency = StringField(_l("Agency"))
    note = TextAreaField(_l("Note"))
