"""Form fields of events: lines, longer texts, whole numbers, days."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, NumberRange, Optional

from planner.shapes.base import Shape
from planner.web.day_fields import DayField
from planner.web.number_fields import NumberField
from planner.web.shape_flags import flags_of


def options(labels: Mapping[Any, Any]) -> list[SelectChoice]:
    """Return value to label as options; lazy labels are put into words by the page."""
    return [SelectChoice(str(value), label) for value, label in labels.items()]


def chosen_or_none(value: Any) -> str | None:
    """Return the chosen code; None when nothing is chosen."""
    return str(value) if value not in (None, "", "None") else None


def whole_number(label: Any, hint: Any = "", most: int | None = None) -> NumberField:
    """Return a field for a whole number, which may be left empty.

    Its shape says the limits, or `most` for a field that no shape speaks of.
    """
    sentence = _l("Enter a number from 0 to %(most)s.", most=f"{most or 0:,}")
    limits = [NumberRange(0, most, sentence)] if most else []
    return NumberField(label, [Optional(), *limits], description=hint)


def one_line(label: Any, limit: int | None = None, hint: Any = "") -> StringField:
    """Return a field for one line of text, which its shape or `limit` keeps short."""
    return StringField(label, up_to(limit), filters=[stripped], description=hint)


def line_of(shape: type[Shape], name: str, label: Any) -> StringField:
    """Return a field for a line of a row; that the row is whole is asked elsewhere."""
    return one_line(label, flags_of(shape, name)["maxlength"])


def long_text(label: Any, hint: Any = "", limit: int | None = None) -> TextAreaField:
    """Return a field for a longer text, which its shape or `limit` keeps short."""
    keys = {"rows": 3}
    return TextAreaField(label, up_to(limit), filters=[stripped], description=hint, render_kw=keys)


def up_to(limit: int | None) -> list[Any]:
    """Return the limit on how long a text is, if there is one."""
    sentence = _l("Keep it under %(limit)s characters.", limit=f"{limit or 0:,}")
    return [Length(max=limit, message=sentence)] if limit else []


def optional_day(label: Any, hint: Any = "") -> DayField:
    """Return a field for a day, which may be left empty."""
    return DayField(label, [Optional()], description=hint)


def stripped(value: str | None) -> str:
    """Return the text without space around it; nothing typed is the empty text."""
    return (value or "").strip()
