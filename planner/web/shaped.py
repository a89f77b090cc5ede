"""From a shape to a form: its limits on the fields, its faults beside the fields that have them."""

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from annotated_types import Ge, Le, MaxLen, MinLen
from pydantic import TypeAdapter, ValidationError
from wtforms import FieldList, FormField
from wtforms.validators import StopValidation

from planner.shapes.base import Ask, Misfit, Shape, ask_of, declared_of, sentence

NOTHING: tuple[Any, ...] = (None, "", [])


class Fits:
    """A validator: a field takes what the field of this name of a shape takes.

    Browsers read `required`, `maxlength`, `min` and `max` from its flags.
    """

    def __init__(self, shape: type[Shape], name: str) -> None:
        self.shape, self.name = shape, name
        self.field_flags = flags_of(shape, name)

    def __call__(self, _form: Any, field: Any) -> None:
        """Stop with a sentence, unless something was found wrong already."""
        if field.errors:
            return
        if self.field_flags.get("required") and field.data in NOTHING:
            raise StopValidation(str(ask_of(self.shape, self.name)))
        try:
            reader_of(self.shape, self.name).validate_python(field.data)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            first["loc"] = first["loc"] or (self.name,)
            raise StopValidation(sentence(first, self.shape)) from None


@cache
def limits(shape: type[Shape], name: str) -> tuple[Fits, ...]:
    """Return the validators of a form's field as its shape says them."""
    return (Fits(shape, name),)


@cache
def reader_of(shape: type[Shape], name: str) -> TypeAdapter[Any]:
    """Return what checks one field of a shape alone."""
    field = shape.model_fields[name]
    kind: Any = field.annotation
    for said in field.metadata:
        kind = Annotated[kind, said]
    return TypeAdapter(kind)


def flags_of(shape: type[Shape], name: str) -> dict[str, Any]:
    """Return what a browser is told of a field."""
    said = {type(one): one for one in declared_of(shape, name)}
    is_text = str in bare_types(shape.model_fields[name].annotation)
    found: dict[str, Any] = {}
    if has_to_be(shape, name):
        found["required"] = True
    if is_text and MaxLen in said:
        found["maxlength"] = said[MaxLen].max_length
    if Ge in said:
        found["min"] = said[Ge].ge
    if Le in said:
        found["max"] = said[Le].le
    return found


def bare_types(annotation: Any) -> Iterator[Any]:
    """Give the types that a value may be of, without what is said of them; “or none” is seen."""
    if get_origin(annotation) is Annotated:
        yield from bare_types(get_args(annotation)[0])
    elif type(None) in get_args(annotation):
        for one in get_args(annotation):
            yield from bare_types(one)
    else:
        yield annotation


def has_to_be(shape: type[Shape], name: str) -> bool:
    """Say whether a field may not be left empty."""
    said = declared_of(shape, name)
    least = [one.min_length for one in said if isinstance(one, MinLen)]
    asks = any(isinstance(one, Ask) for one in said)
    return shape.model_fields[name].is_required() or asks or any(least)


def take_limits(field: Any, shape: type[Shape], name: str) -> None:
    """Let a field of a form keep to what its shape says of it.

    Rows within a form keep to shapes of their own.
    """
    if isinstance(field, FieldList | FormField):
        return
    if any(isinstance(one, Fits) for one in field.validators):
        return
    field.validators = (*field.validators, *limits(shape, name))
    for flag, value in flags_of(shape, name).items():
        setattr(field.flags, flag, value)


def put_on_fields(form: Any, misfit: Misfit) -> None:
    """Put each fault beside its field; what has no field here stands above the form."""
    for path, words in misfit.faults.items():
        field = form.field_at(path)
        if field is None:
            form.form_errors.append(words)
        else:
            field.errors = [*field.errors, words]
