"""The form fields of a kind’s own fields."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SelectField

from planner.events.plan.fields import (
    chosen_or_none,
    long_text,
    one_line,
    optional_day,
    options,
    whole_number,
)
from planner.shapes.kind_fields import FieldType, KindField
from planner.terms.fields import TermsField
from planner.terms.queries import kind_named
from planner.web.fields import ChoicesField

NOTHING = {"": _l("Not set")}


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
