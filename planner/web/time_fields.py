"""The form field for a time of day."""

from datetime import time
from typing import Any

from flask_babel import gettext as _
from wtforms import TimeField
from wtforms.widgets import TextInput

from planner.text import reading
from planner.web.day_fields import TypedMoment


class TimeOfDayField(TypedMoment, TimeField):
    """A time of day, on the clock of 24 hours."""

    widget = TextInput()

    def __init__(self, label: Any = None, validators: Any = None, **kwargs: Any) -> None:
        super().__init__(label, validators, **kwargs)
        keys = {"inputmode": "numeric", "autocomplete": "off"}
        self.render_kw: dict[str, Any] = keys | (kwargs.get("render_kw") or {})

    def read(self, text: str) -> time:
        """Read the time, or say how it is written."""
        try:
            return reading.time_of_day(text)
        except reading.NotReadable:
            raise ValueError(
                _("Enter a time between 00:00 and 23:59, such as 09:30 or 14:30.")
            ) from None
