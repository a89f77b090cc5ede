"""What a browser is told of a field: required, how long, from where to where."""

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from annotated_types import Ge, Le, MaxLen, MinLen

from planner.shapes.base import Ask, Shape, declared_of


@cache
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
