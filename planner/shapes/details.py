"""The values of a kind's own fields, validated by their declaration: for every door alike."""

import datetime
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any

from flask_babel import gettext as _
from pydantic import BeforeValidator, create_model

from planner.shapes.base import Misfit, Shape
from planner.shapes.fields_by_family import Kind, all_fields, every_field
from planner.shapes.kind_fields import KindField, type_of


def checked_details(kind: Kind, details: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values by field as an event keeps them; those that say nothing are None.

    Days are ISO texts; 0 is a value. Raises Misfit with a sentence for each field that does not
    fit its declaration, or that an event of the kind does not have.
    """
    return fitting({one.name for one in all_fields(kind)}, details)


def checked_values(details: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values by field, of whatever kind; Misfit for what no kind has such a field."""
    return fitting(every_field().keys(), details)


def fitting(declared: Any, details: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of the declared fields; Misfit names all others and what does not fit."""
    if not isinstance(details, Mapping):
        raise Misfit({"details": str(_("Give each field of the kind by its name."))})
    faults = {
        str(name): str(_("There is no such field.")) for name in details.keys() - set(declared)
    }
    try:
        given = own_fields_shape()(**{k: v for k, v in details.items() if k in declared}).given()
    except Misfit as misfit:
        faults |= {name.split(".")[0]: words for name, words in misfit.faults.items()}
    if faults:
        raise Misfit(faults)
    return {name: as_kept(value) for name, value in given.items()}


@cache
def own_fields_shape() -> type[Shape]:
    """Return the shape of all own fields there are: a name means one field, whatever the kind."""
    fields: dict[str, Any] = {one.name: (or_nothing(one), None) for one in every_field().values()}
    return create_model("OwnFields", __base__=Shape, **fields)


def or_nothing(declared: KindField) -> Any:
    """Return the type of a field that may be left empty."""
    return Annotated[type_of(declared) | None, BeforeValidator(none_if_empty)]


def none_if_empty(value: Any) -> Any:
    """Take nothing typed and nothing chosen for no value."""
    return None if is_empty(value) else value


def is_empty(value: Any) -> bool:
    """Say whether a value says nothing: an unticked box, an empty text or list. 0 does."""
    return value is None or value is False or (isinstance(value, str | list | tuple) and not value)


def as_kept(value: Any) -> Any:
    """Return a value as JSON can keep it; None where it says nothing."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    return None if is_empty(value) else value


def values_lost(kind: Kind, details: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values, by field, for which an event of a kind has no field."""
    known = {one.name for one in all_fields(kind)}
    return {k: value for k, value in details.items() if k not in known and not is_empty(value)}
