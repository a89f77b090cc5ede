"""The forms of a media item and of the answer to one."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField

from planner.choices import TONE_LABELS, Marking, MediaAnswer, MediaAudience, MediaKind
from planner.events.models import Event
from planner.outcomes.forms import labelled, stripped
from planner.partners.fields import optional_member, options
from planner.partners.queries import nation_choices
from planner.shapes.media_item import MediaAnswered, WrittenMediaItem
from planner.terms.fields import TermsField
from planner.terms.models import Theme
from planner.text.reading import marking_or_none, whole
from planner.viewers import Viewer
from planner.web.day_fields import DayField
from planner.web.nation_fields import NationSelectField
from planner.web.number_fields import NumberField
from planner.web.versioned_forms import VersionedForm

TONES = labelled({tone: TONE_LABELS[tone] for tone in sorted(TONE_LABELS, reverse=True)})


def markings_offered(viewer: Viewer) -> dict[str, str]:
    """Return the markings that a viewer may give to what tells of a nation alone."""
    return {str(int(one)): str(one.label) for one in Marking if one <= viewer.ceiling}


def nations_offered(event: Event | None, viewer: Viewer, had: str | None) -> dict[str, str]:
    """Return the nations to choose from: of a nation alone those in the viewer’s scope."""
    is_narrow = event is None and viewer.nations is not None
    codes = sorted({*(viewer.nations or ()), *([had] if had else [])}) if is_narrow else None
    nothing = _("Choose a nation") if event is None else _("All partners of the event")
    return {"": nothing} | nation_choices(codes)


class MediaForm(VersionedForm):
    """A publication about an event, or about a nation alone."""

    shape = WrittenMediaItem

    title = StringField(_l("Headline"))
    kind = SelectField(_l("Kind"), choices=labelled(MediaKind.choices()), coerce=MediaKind)
    outlet = StringField(_l("Outlet"), filters=[stripped])
    campaign = StringField(_l("Campaign"), filters=[stripped])
    url = StringField(_l("Link"), filters=[stripped])
    published_on = DayField(_l("Published on"))
    tone = SelectField(_l("Tone"), choices=TONES, coerce=whole, default="0")
    nation_code = NationSelectField(_l("Whose press"), coerce=lambda v: v or None)
    audience = SelectField(_l("Audience"), coerce=optional_member(MediaAudience))
    reach = NumberField(_l("Reach"))
    language = StringField(_l("Language"), filters=[stripped])
    theme_codes = TermsField(_l("Themes that it carries"), Theme)
    answered_on = DayField(_l("Answered on"))
    answer_way = SelectField(_l("How it was answered"), coerce=optional_member(MediaAnswer))
    answer = TextAreaField(_l("Words of the answer"), filters=[stripped], render_kw={"rows": 3})
    marking = SelectField(_l("Marking"), coerce=marking_or_none)

    def __init__(self, event: Event | None, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.audience.choices = options(MediaAudience.choices(), _("Not known"))
        self.answer_way.choices = options(MediaAnswer.choices(), _("Not said"))
        self.nation_code.choices = nations_offered(event, viewer, self.nation_code.object_data)
        if event is not None:
            del self.marking
            return
        self.nation_code.label.text = _("Nation")
        self.marking.choices = markings_offered(viewer)


class AnswerForm(VersionedForm):
    """The answer to a critical publication."""

    shape = MediaAnswered

    answered_on = DayField(_l("Answered on"))
    answer_way = SelectField(
        _l("How it was answered"),
        choices=labelled({"": _l("Choose how")} | MediaAnswer.choices()),
        coerce=optional_member(MediaAnswer),
    )
    answer = TextAreaField(_l("Words of the answer"), filters=[stripped], render_kw={"rows": 3})
