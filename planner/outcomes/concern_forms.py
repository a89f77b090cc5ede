"""The forms of a concern and of the answer to one."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField

from planner.choices import ConcernSource
from planner.events.models import Event
from planner.outcomes.forms import labelled, stripped
from planner.outcomes.media_forms import markings_offered, nations_offered
from planner.shapes.concern import ConcernAnswered, WrittenConcern
from planner.text.reading import marking_or_none
from planner.viewers import Viewer
from planner.web.day_fields import DayField
from planner.web.nation_fields import NationSelectField
from planner.web.versioned_forms import VersionedForm


class ConcernForm(VersionedForm):
    """A concern about an event, or about the ties with a nation."""

    shape = WrittenConcern

    what = StringField(_l("Concern"))
    detail = TextAreaField(_l("In detail"), filters=[stripped], render_kw={"rows": 4})
    source = SelectField(
        _l("Raised by"), choices=labelled(ConcernSource.choices()), coerce=ConcernSource
    )
    raised_by = StringField(_l("Who, in words"), filters=[stripped])
    raised_on = DayField(_l("Raised on"))
    nation_code = NationSelectField(_l("Raised in"), coerce=lambda v: v or None)
    answered_on = DayField(_l("Answered on"))
    answer = TextAreaField(_l("Answer"), filters=[stripped], render_kw={"rows": 4})
    marking = SelectField(_l("Marking"), coerce=marking_or_none)

    def __init__(self, event: Event | None, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.nation_code.choices = nations_offered(event, viewer, self.nation_code.object_data)
        if event is not None:
            del self.marking
            return
        self.nation_code.label.text = _("Nation")
        self.marking.choices = markings_offered(viewer)


class ConcernAnswerForm(VersionedForm):
    """The answer to a concern."""

    shape = ConcernAnswered

    answered_on = DayField(_l("Answered on"))
    answer = TextAreaField(_l("Answer"), filters=[stripped], render_kw={"rows": 4})
