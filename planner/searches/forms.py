"""The name of a kept search, and whether it stands on My desk."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField
from wtforms.validators import DataRequired, Length

from planner.web.forms import PlannerForm


class RenameSearchForm(PlannerForm):
    """The name under which a search is kept."""

    name = StringField(
        _l("Name"), [DataRequired(_l("Enter a name for this search.")), Length(max=60)]
    )


class KeepSearchForm(RenameSearchForm):
    """The name under which a search is kept, and whether it is wanted on My desk."""

    is_pinned = BooleanField(_l("Pin it to My desk"))
