"""Form fields of their own kind: nations typed as names, whole-number fields, kinds' fields."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, NumberRange, Optional, Regexp

from planner.shapes.kind_fields import FieldType, KindField
from planner.shapes.values import LONGEST_TEXT, MOST_HEADS
from planner.web.fields import ChoicesField
from planner.web.number_fields import DayField, NumberField

NOTHING = {"": _l("Not set")}


def options(labels: Mapping[Any, Any]) -> list[SelectChoice]:
    """Return value to label as options; lazy labels are put into words by the page."""
    return [SelectChoice(str(value), label) for value, label in labels.items()]


def chosen_or_none(value: Any) -> str | None:
    """Return the chosen code; None when nothing is chosen."""
    return str(value) if value not in (None, "", "None") else None


def whole_number(label: Any, hint: Any = "", most: int = MOST_HEADS) -> NumberField:
    """Return a field for a number that is not negative, which may be left empty."""
    sentence = _l("Enter a number from 0 to %(most)s.", most=f"{most:,}")
    return NumberField(label, [Optional(), NumberRange(0, most, sentence)], description=hint)


def one_line(label: Any, limit: int = 200, hint: Any = "") -> StringField:
    """Return a field for one line of text, which may be left empty."""
    sentence = _l("Keep it under %(limit)s characters.", limit=limit)
    return StringField(
        label, [Length(max=limit, message=sentence)], filters=[stripped], description=hint
    )


def long_text(label: Any, hint: Any = "", most: int = LONGEST_TEXT) -> TextAreaField:
    """Return a field for a longer text, which may be left empty."""
    sentence = _l("Keep it under %(most)s characters.", most=f"{most:,}")
    return TextAreaField(
        label,
        [Length(max=most, message=sentence)],
        filters=[stripped],
        description=hint,
        render_kw={"rows": 3},
    )


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
    return ChoicesField(label, choices=options(declared.choices), description=hint)


def amount(label: Any) -> NumberField:
    """Return a field for an amount of money, which may be left empty."""
    limits = NumberRange(0, 10**13, _l("Enter an amount of 0 or more."))
    return NumberField(label, [Optional(), limits], places=2, padded=2, most=10**13)


def currency_field() -> StringField:
    """Return a field for a currency by its three letters (ISO 4217)."""
    letters = Regexp("^[A-Z]{3}$", message=_l("Enter three letters such as USD."))
    return StringField(
        _l("Currency"), [Optional(), letters], filters=[lambda value: stripped(value).upper()]
    )
