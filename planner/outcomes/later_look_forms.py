"""The form of a later look."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField

from planner.choices import Lasted
from planner.outcomes.forms import labelled, stripped
from planner.shapes.later_look import TakenLook
from planner.web.versioned_forms import VersionedForm


class LaterLookForm(VersionedForm):
    """What lasted, with a note."""

    shape = TakenLook

    lasted = RadioField(_l("What lasted"), choices=labelled(Lasted.choices()), coerce=Lasted)
    note = TextAreaField(_l("Note"), filters=[stripped], render_kw={"rows": 4})
