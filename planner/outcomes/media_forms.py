"""The form of a media item."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField

from planner.choices import TONE_LABELS, MediaAudience, MediaKind
from planner.outcomes.forms import labelled, stripped
from planner.partners.fields import options
from planner.shapes.media_item import WrittenMediaItem
from planner.text.reading import whole
from planner.web.day_fields import DayField
from planner.web.number_fields import NumberField
from planner.web.versioned_forms import VersionedForm

TONES = labelled({tone: TONE_LABELS[tone] for tone in sorted(TONE_LABELS, reverse=True)})


class MediaForm(VersionedForm):
    """A publication about an event."""

    shape = WrittenMediaItem

    title = StringField(_l("Headline"))
    kind = SelectField(_l("Kind"), choices=labelled(MediaKind.choices()), coerce=MediaKind)
    outlet = StringField(_l("Outlet"), filters=[stripped])
    url = StringField(_l("Link"), filters=[stripped])
    published_on = DayField(_l("Published on"))
    tone = SelectField(_l("Tone"), choices=TONES, coerce=whole, default="0")
    audience = SelectField(
        _l("Audience"), coerce=lambda value: MediaAudience(value) if value else None
    )
    reach = NumberField(_l("Reach"))
    language = StringField(_l("Language"), filters=[stripped])
    answered_on = DayField(_l("Answered on"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.audience.choices = options(MediaAudience.choices(), _("Not known"))
