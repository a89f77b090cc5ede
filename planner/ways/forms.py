"""Forms for the ways of nations, and for who has read of them."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField, TextAreaField

from planner.choices import Marking, WayKind
from planner.partners.fields import optional_member, options
from planner.shapes.way import ReadBrief, WrittenWay
from planner.text.reading import marking_or_none, row_id
from planner.viewers import Viewer
from planner.web.day_fields import DayField
from planner.web.fields import ChoicesField
from planner.web.forms import PlannerForm
from planner.web.versioned_forms import VersionedForm


class WayForm(VersionedForm):
    """One thing to know of a nation."""

    shape = WrittenWay

    kind = SelectField(_l("About"), coerce=optional_member(WayKind))
    text = TextAreaField(_l("What there is to know"))
    first_on = DayField(_l("First day"))
    last_on = DayField(_l("Last day"))
    is_yearly = BooleanField(_l("On these days of every year"))
    is_expected = BooleanField(_l("Expected: the day moves and may turn out otherwise"))
    gift_limit = StringField(_l("Limit of a gift"))
    source = StringField(_l("Source"))
    looked_on = DayField(_l("Last reviewed on"))
    marking = SelectField(_l("Marking"), coerce=marking_or_none)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind.choices = options(WayKind.choices(), _l("Choose one"))
        had = self.marking.object_data
        offered = [one for one in Marking if Marking.PUBLIC < one <= viewer.ceiling or one == had]
        named = {str(int(one)): str(one.label) for one in offered}
        self.marking.choices = options(named, _("None: for all who work with the nation"))


class ReadForm(PlannerForm):
    """Who has read the brief."""

    shape = ReadBrief

    prepared_on = DayField(_l("Read on or before"))
    travellers = ChoicesField(_l("Travellers"), coerce=row_id)

    def __init__(self, *args: Any, people: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.travellers.choices = list(people.items())
