"""The filter of the list of lessons."""

from typing import Any

from flask_babel import gettext as _
from wtforms import SearchField
from wtforms.validators import Optional

from planner.choices import EventKind, LessonState
from planner.outcomes.filtering import LessonFilter
from planner.outcomes.forms import ReleaseField, labelled
from planner.text.reading import row_id
from planner.web.fields import ChoicesField
from planner.web.forms import FilterForm
from planner.web.nation_fields import NationTicksField

label = LessonFilter.label


class LessonFilterForm(FilterForm):
    """What the list of lessons is narrowed to."""

    q = SearchField(label("q"), [Optional()])
    state = ChoicesField(
        label("state"), choices=labelled(LessonState.choices()), coerce=LessonState
    )
    nation = NationTicksField(label("nation"))
    kind = ChoicesField(label("kind"), choices=labelled(EventKind.choices()), coerce=EventKind)
    owner = ChoicesField(label("owner"), coerce=row_id)
    releasable = ReleaseField(label("releasable"), validators=[Optional()])

    def __init__(
        self, *args: Any, nations: dict[str, str], owners: dict[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.nation.choices = nations
        self.owner.choices = owners
        self.releasable.choices = {"": _("Any")} | nations
