"""The filter of the list of lessons."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SearchField
from wtforms.validators import Optional

from planner.choices import EventKind, LessonState
from planner.outcomes.forms import ReleaseField, labelled
from planner.text.reading import row_id
from planner.web.fields import ChoicesField
from planner.web.forms import FilterForm
from planner.web.nation_fields import NationTicksField


class LessonFilterForm(FilterForm):
    """What the list of lessons is narrowed to."""

    q = SearchField(_l("Text"), [Optional()])
    state = ChoicesField(_l("State"), choices=labelled(LessonState.choices()), coerce=LessonState)
    nation = NationTicksField(_l("Nation"))
    kind = ChoicesField(
        _l("Kind of event"), choices=labelled(EventKind.choices()), coerce=EventKind
    )
    owner = ChoicesField(_l("Owner"), coerce=row_id)
    releasable = ReleaseField(_l("Releasable to"), validators=[Optional()])

    def __init__(
        self, *args: Any, nations: dict[str, str], owners: dict[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.nation.choices = nations
        self.owner.choices = owners
        self.releasable.choices = {"": _("Any")} | nations
