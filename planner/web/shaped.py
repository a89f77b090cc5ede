"""From a shape to a form: its limits on the fields."""

from functools import cache
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError
from wtforms import FieldList, FormField
from wtforms.validators import StopValidation

from planner.shapes.base import Shape, ask_of, sentence
from planner.web.shape_flags import flags_of

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
