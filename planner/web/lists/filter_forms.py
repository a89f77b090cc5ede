"""The form that asks for a list’s filter: a field for each part, filled from the address."""

from collections.abc import Container, Iterable, Mapping
from functools import cache
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import Field, SelectMultipleField
from wtforms.fields.choices import SelectChoice, SelectFieldBase

from planner.errors import RuleBroken
from planner.viewers import Viewer
from planner.web.forms import FilterForm
from planner.web.lists.filters import FilterPart, ListFilter
from planner.web.nation_fields import NationTicksField

Choices = Mapping[str, Mapping[Any, Any]]
"""What is offered, by the parameter that is asked for."""


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
            offered = dict(choices.get(part.name, {}))
            if (chosen := args.get(part.name, "").strip()) in part.asking.known:
                offered.setdefault(chosen, part.in_words(chosen, {}))
            group_of = part.asking.group_of
            options = [
                SelectChoice(str(key), words, optgroup=group_of(key))
                for key, words in offered.items()
            ]
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


def choices_of(
    made: type[ListFilter], who: Viewer, among: Container[str] | None = None
) -> dict[str, Mapping[Any, Any]]:
    """Return what a filter’s parts, or some of them, offer to a viewer, by parameter."""
    return {
        part.name: part.asking.offered(who)
        for part in made.parts
        if part.asking.offered and (among is None or part.name in among)
    }


def check_leaving(fields: Iterable[Field]) -> None:
    """Refuse to let a file leave whose page would say of a part that it is not understood."""
    told = [f"{field.label.text}: {field.errors[0]}" for field in fields if field.errors]
    if told:
        raise RuleBroken(" ".join(told))
