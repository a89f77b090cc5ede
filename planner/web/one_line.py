"""How forms read: words of the fields by language, boxes of one line without line ends."""

from functools import cache
from typing import Any

from babel import Locale
from babel.support import Translations
from wtforms import Form, HiddenField, StringField, TextAreaField
from wtforms.i18n import messages_path

from planner.shapes.base import Shape
from planner.text.cleaning import one_line
from planner.web.controls import drawn
from planner.web.shaped import take_limits


@cache
def field_words(locale: Locale) -> Any:
    """Return WTForms' own sentences in a language, read once."""
    return Translations.load(messages_path(), [locale], domain="wtforms")


class OneLines:
    """How forms read a box of one line, which holds no line ends, and what limits a field."""

    def render_field(self, field: Any, render_kw: dict[str, Any]) -> Any:
        """Return a field's control."""
        return drawn(field, render_kw)

    def bind_field(self, form: Form, unbound_field: Any, options: dict[str, Any]) -> Any:
        """Return the field, with what parts lines turned into spaces where it has one line.

        A field that shares its name with one of the form's shape keeps to the limits of it.
        """
        field = unbound_field.bind(form=form, **options)
        if isinstance(field, StringField) and not isinstance(field, NOT_OF_ONE_LINE):
            field.filters = (in_one_line, *field.filters)
        shape: type[Shape] | None = getattr(form, "shape", None)
        name = field.short_name
        if shape and name in shape.model_fields and name not in getattr(form, "beside", ()):
            take_limits(field, shape, name)
        return field


NOT_OF_ONE_LINE = (TextAreaField, HiddenField)


def in_one_line(value: Any) -> Any:
    """Return a text without line ends; anything else as it is."""
    return one_line(value) if isinstance(value, str) else value
