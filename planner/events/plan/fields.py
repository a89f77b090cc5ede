"""Form fields of their own kind: nations typed as names, whole-number fields, kinds' fields."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, NumberRange, Optional

from planner.shapes.base import Shape
from planner.shapes.kind_fields import FieldType, KindField
from planner.shapes.values import MOST_MONEY
from planner.terms.fields import TermsField
from planner.terms.queries import kind_named
from planner.web.day_fields import DayField
from planner.web.fields import ChoicesField
from planner.web.number_fields import NumberField
from planner.web.shaped import flags_of

NOTHING = {"": _l("Not set")}


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


def field_of(declared: KindField) -> Any:
    """Return the form field for a kind's declared field."""
    label, hint = declared.label, declared.hint
    match declared.type:
        case FieldType.LINE:
            return one_line(label, declared.most, hint)
        case FieldType.TEXT:
            return long_text(label, hint, declared.most)
        case FieldType.NUMBER:
            return whole_number(label, hint, declared.most)
        case FieldType.YES_NO:
            return BooleanField(label, description=hint)
        case FieldType.DAY:
            return optional_day(label, hint)
        case FieldType.CHOICE:
            choices = {**NOTHING, **declared.choices}
            return SelectField(
                label, choices=options(choices), coerce=chosen_or_none, description=hint
            )
    if declared.table:
        return TermsField(label, kind_named(declared.table), description=hint)
    return ChoicesField(label, choices=options(declared.choices), description=hint)


def amount(label: Any) -> NumberField:
    """Return a field for an amount of money, which may be left empty."""
    return NumberField(label, [Optional()], places=2, padded=2, most=int(MOST_MONEY))


def currency_field() -> StringField:
    """Return a field for a currency by its three letters (ISO 4217)."""
    return StringField(_l("Currency"), filters=[lambda value: stripped(value).upper()])
