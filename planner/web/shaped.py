"""From a shape to a form: its limits as validators, its faults on the fields that have them."""

from collections.abc import Iterable
from typing import Any

from annotated_types import Ge, Le, MaxLen, MinLen
from flask_babel import lazy_gettext as _l
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from planner.shapes.base import Misfit, Shape


def limits(shape: type[Shape], name: str, ask: Any = "") -> list[Any]:
    """Return the validators of a field as its shape says them.

    `ask` is the sentence for an empty field that has to be filled in. Browsers read
    `required`, `maxlength`, `min` and `max` from these.
    """
    field = shape.model_fields[name]
    said = {type(one): one for one in field.metadata}
    is_text = MaxLen in said
    has_to_be = field.is_required() or (MinLen in said and said[MinLen].min_length > 0)
    found: list[Any] = []
    if has_to_be:
        wanted = DataRequired if is_text else InputRequired
        found.append(wanted(ask or _l("Fill this in.")))
    elif not is_text:
        found.append(Optional())
    if is_text:
        most = said[MaxLen].max_length
        found.append(
            Length(max=most, message=_l("Keep it under %(limit)s characters.", limit=most))
        )
    if Ge in said or Le in said:
        least, largest = said.get(Ge), said.get(Le)
        found.append(NumberRange(least and least.ge, largest and largest.le))
    return found


def put_on_fields(form: Any, misfit: Misfit) -> None:
    """Put each fault beside its field; what has no field here stands above the form."""
    for name, words in misfit.faults.items():
        field = form._fields.get(name.split(".")[0])
        if field is None:
            form.form_errors.append(words)
        else:
            field.errors = [*field.errors, words]


def shaped_by(fields: Iterable[str], values: dict[str, Any]) -> dict[str, Any]:
    """Return the values that a shape knows."""
    known = set(fields)
    return {name: value for name, value in values.items() if name in known}
