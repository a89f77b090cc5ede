"""The name of a kept search, and whether it stands on My desk."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField

from planner.shapes.kept_search import KeptSearch, SearchName
from planner.web.forms import PlannerForm


class RenameSearchForm(PlannerForm):
    """The name under which a search is kept."""

    shape: type[SearchName] = SearchName

    name = StringField(_l("Name"))


class KeepSearchForm(RenameSearchForm):
    """The name under which a search is kept, and whether it is wanted on My desk."""

    shape = KeptSearch

    is_pinned = BooleanField(_l("Pin it to My desk"))
