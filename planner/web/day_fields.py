"""The form field for a day, and the base of those read from one text."""

from collections.abc import Callable
from datetime import date
from typing import Any

from flask_babel import gettext as _
from wtforms import DateField
from wtforms.widgets import DateInput, TextInput

from planner.text import reading
from planner.web.controls import input_of
from planner.web.number_fields import StopsAtFirst


class DayInput(DateInput):
    """A browser's box for a day, or a plain one that shows what was typed and is no day."""

    def __call__(self, field: Any, **kwargs: Any) -> Any:
        """Return the control; the browser offers only days that are taken."""
        typed = field.raw_data[0] if field.raw_data else ""
        if typed and not reading.DAY.fullmatch(typed):
            return TextInput()(field, **kwargs)
        return input_of(field, {"min": reading.FIRST_DAY, "max": reading.LAST_DAY} | kwargs)


class TypedMoment(StopsAtFirst):
    """A field of which one text is read by `read`; an empty one is nothing."""

    data: Any
    read: Callable[..., Any]
    """Return what the text says; ValueError with the sentence that tells how it is written."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed."""
        if valuelist:
            self.data = None
            if valuelist[0].strip():
                self.data = self.read(valuelist[0])


class DayField(TypedMoment, DateField):
    """A day between 1900 and 2199."""

    widget = DayInput()

    def read(self, text: str) -> date:
        """Read the day, or say which days are taken."""
        try:
            return reading.day(text)
        except reading.OutOfRange:
            raise ValueError(days_taken()) from None
        except reading.NotReadable:
            raise ValueError(
                _("Enter a day of the calendar as year, month and day, such as 2030-05-21.")
            ) from None


def days_taken() -> str:
    """Return the sentence on which days may be entered."""
    return str(_("Enter a day between 1900 and 2199."))
