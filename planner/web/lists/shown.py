"""A list's filter as its page shows it: the form, the parts in use, and what the form keeps."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlencode

from flask import request, url_for
from werkzeug.datastructures import MultiDict
from wtforms import Field, SelectMultipleField
from wtforms.fields.choices import SelectChoice, SelectFieldBase

from planner.errors import RuleBroken
from planner.viewers import Viewer
from planner.web.access import viewer
from planner.web.forms import FilterForm
from planner.web.lists.columns import RowList
from planner.web.lists.filters import FilterChip, FilterPart, ListFilter, Names, chips
from planner.web.nation_fields import NationTicksField

Choices = Mapping[str, Mapping[Any, Any]]
"""What is offered, by the parameter that is asked for."""


@dataclass(frozen=True)
class ShownFilter:
    """What a list is narrowed to, with the form that asks for it, its chips, and its way back.

    `kept` are the parameters that no field asks for, such as a tab: the form hands them on, and
    `reset` is the list with them alone.
    """

    wanted: Any
    form: FilterForm
    chips: list[FilterChip]
    kept: list[tuple[str, str]]
    reset: str


def shown_filter(listed: RowList, **offered: Mapping[Any, Any]) -> ShownFilter:
    """Return the filter of this request as a list shows it; `offered` replaces what is offered."""
    made = declared_filter(listed)
    wanted = made.from_args(request.args)
    choices = choices_of(made, viewer()) | offered
    form = form_of(made, request.args, choices)
    tell_faults(form, wanted)
    kept = [pair for pair in wanted.pairs() if pair[0] not in form]
    address = url_for(listed.endpoint)
    rest = urlencode([pair for pair in kept if not made.part(pair[0]).has_chip])
    used = chips(wanted, address, names_in(choices))
    return ShownFilter(wanted, form, used, kept, f"{address}?{rest}" if rest else address)


def filter_of_file(listed: RowList) -> Any:
    """Return the filter of this request for a file; RuleBroken where a part cannot be read.

    A file that leaves is never wider than what was asked for.
    """
    wanted = declared_filter(listed).from_args(request.args)
    if wanted.problems:
        raise RuleBroken(" ".join(wanted.problems))
    return wanted


def declared_filter(listed: RowList) -> type[ListFilter]:
    """Return what a list is narrowed by; TypeError for one that is not."""
    if listed.narrowed_by is None:
        raise TypeError(f"{listed.name} has no filter")
    return listed.narrowed_by


def choices_of(made: type[ListFilter], who: Viewer) -> dict[str, Mapping[Any, Any]]:
    """Return what a filter's parts offer to a viewer, by parameter."""
    return {part.name: part.asking.offered(who) for part in made.parts if part.asking.offered}


def names_in(choices: Choices) -> Names:
    """Return the words of what is offered, by parameter and key."""
    return {
        (name, str(key)): str(words)
        for name, offered in choices.items()
        for key, words in offered.items()
    }


@cache
def form_class(made: Any) -> type[FilterForm]:
    """Return the form with a field for each part of a filter that is asked for."""
    fields = {
        part.name: unbound
        for part in made.parts
        if (unbound := field_of(part, made.label(part.name))) is not None
    }
    return type(f"FormOf{made.__name__}", (FilterForm,), fields)


def field_of(part: FilterPart, label: Any) -> Any:
    """Return the field that asks for a part; None for one that no form asks for."""
    made: type[Field] | None = part.asking.field
    if made is None:
        return None
    if issubclass(made, NationTicksField):
        return made(label, beside=part.asking.beside)
    if issubclass(made, SelectFieldBase) and not issubclass(made, SelectMultipleField):
        return made(label, default="")
    return made(label)


def form_of(made: type[ListFilter], args: MultiDict[str, str], choices: Choices) -> FilterForm:
    """Return the form of a filter, filled from an address; each field says what it cannot take."""
    kind: Any = made
    form = form_class(kind)(args)
    for part in made.parts:
        if part.asking.field and part.asking.offered:
            options = [SelectChoice(str(key), words) for key, words in choices[part.name].items()]
            is_one = not isinstance(form[part.name], SelectMultipleField)
            if is_one and part.asking.empty is not None:
                options.insert(0, SelectChoice("", part.asking.empty))
            form[part.name].choices = options
    form.validate()
    return form


def tell_faults(form: FilterForm, wanted: ListFilter) -> None:
    """Say on the form what of the address was left out, beside its field where there is one."""
    for name, sentence in wanted.faults:
        if name not in form:
            form.form_errors.append(sentence)
        elif not form[name].errors:
            form[name].errors = [sentence]
