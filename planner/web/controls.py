"""How the controls of forms are drawn: as WTForms draws them, in a fraction of its time.

A form of an event has some eighty controls. WTForms looks at every attribute's name, escapes,
replaces and formats each by itself; a macro around each asks four others. The pieces of HTML are
those of `planner/web/markup.py`; a widget that is not known here draws itself.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup, escape
from wtforms.widgets import CheckboxInput, Input, Select, TextArea
from wtforms.widgets.core import clean_key

from planner.web.language import locale
from planner.web.markup import around, in_group, joined, pick, void

Given = dict[str, Any]
name_of = cache(clean_key)


def drawn(field: Any, given: Mapping[str, Any]) -> Any:
    """Return the control of a field with attributes, those of the field itself among them."""
    asked = {**field.render_kw, **given} if getattr(field, "render_kw", None) else given
    attributes = {name_of(name): value for name, value in asked.items()}
    draw = WAYS.get(type(field.widget).__call__)
    return draw(field, attributes) if draw else field.widget(field, **attributes)


def completed(field: Any, given: Given) -> Given:
    """Return attributes with the field's key and name, and what its validators flag."""
    given.setdefault("id", field.id)
    for name, value in vars(field.flags).items():
        if name in field.widget.validation_attrs and name not in given:
            given[name] = value() if callable(value) else value
    given["name"] = field.name
    return given


def input_of(field: Any, given: Given) -> Markup:
    """Return an input of any type."""
    given.setdefault("type", field.widget.input_type)
    if "value" not in given:
        given["value"] = field._value()
    return void("input", completed(field, given))


def box_of(field: Any, given: Given) -> Markup:
    """Return a box to tick."""
    if getattr(field, "checked", field.data):
        given.setdefault("checked", True)
    return input_of(field, given)


def area_of(field: Any, given: Given) -> Markup:
    """Return a box of several lines; the line end before its text belongs to the tag."""
    return around("textarea", completed(field, given), f"\r\n{escape(field._value())}")


def select_of(field: Any, given: Given) -> Markup:
    """Return a select with its options, in their groups where they stand in some."""
    if field.widget.multiple:
        given["multiple"] = True
    groups = field.iter_groups() if field.has_groups() else [(None, field.iter_choices())]
    drawn = (in_group(group, joined(map(option_of, choices))) for group, choices in groups)
    return around("select", completed(field, given), joined(drawn))


def option_of(choice: Any) -> Markup:
    """Return an option of a select."""
    value = str(choice.value) if isinstance(choice.value, bool) else choice.value
    given = {"value": value, **(choice.render_kw or {})}
    if choice.selected:
        given["selected"] = True
    return around("option", given, escape(choice.label or choice.value))


WAYS: dict[Any, Callable[[Any, Given], Markup]] = {
    Input.__call__: input_of,
    CheckboxInput.__call__: box_of,
    TextArea.__call__: area_of,
    Select.__call__: select_of,
}
"""By how a widget draws itself, how the same is drawn here."""


def field_box(field: Any, hint: Any, optional: bool | None, given: Mapping[str, Any]) -> Markup:
    """Return label, hint, error and control of a field in its box."""
    is_time = field.type == "TimeOfDayField"
    hint = hint or field.description or (_("24 hours, such as 14:30") if is_time else "")
    suggested = getattr(field, "suggestions", None)
    attributes = {**given, **told_by(field, hint)}
    if suggested is not None:
        attributes["list"] = f"{field.id}-offered"
    label = f"{escape(field.label.text)}{optional_mark(field, optional)}"
    parts = (
        around("label", {"for": field.id}, label),
        notes(field, hint),
        drawn(field, attributes),
        "" if suggested is None else offered(field.id, suggested),
    )
    css = f"field field-{kind_of(field)}{' has-error' if field.errors else ''}"
    return around("div", {"class": css}, joined(parts))


def told_by(field: Any, hint: Any) -> Given:
    """Return the attributes that tie a control to its hint and its error."""
    about = [f"{field.id}-hint"] * bool(hint) + [f"{field.id}-error"] * bool(field.errors)
    is_wrong = "true" if field.errors else False
    return {"aria-describedby": " ".join(about) or False, "aria-invalid": is_wrong}


def kind_of(field: Any) -> str:
    """Return what a field is to the style sheet."""
    if field.type in KINDS:
        return KINDS[field.type]
    usual = "select" if field.type.endswith("SelectField") else "text"
    return str(getattr(field.widget, "input_type", usual))


KINDS = {"TimeOfDayField": "time", "NumberField": "number"}


def optional_mark(field: Any, optional: bool | None) -> str:
    """Return the word “(optional)” where a field may be left empty."""
    is_optional = not field.flags.required if optional is None else optional
    return said_optional(locale()) if is_optional else ""


@cache
def said_optional(_language: str) -> str:
    """Return the word in the reader's language, made once."""
    return f" {around('span', {'class': 'optional'}, escape(_('(optional)')))}"


def picks(field: Any, kind: str, choices: Iterable[Any], begun: int = 0) -> Markup:
    """Return the boxes or dials of a list; the very first of a field carries the field's key."""
    return joined(
        pick(
            {"data-names": (one.render_kw or {}).get("data-names") or False},
            {"type": kind, "name": field.name, "value": one.value}
            | ({"id": field.id} if begun + place == 0 else {})
            | {"checked": bool(one.selected)}
            | {"disabled": bool((one.render_kw or {}).get("disabled"))},
            one.label,
        )
        for place, one in enumerate(choices)
    )


def notes(field: Any, hint: Any) -> Markup:
    """Return the hint and the error that a control is described by."""
    found = []
    if hint:
        found.append(around("p", {"class": "hint", "id": f"{field.id}-hint"}, escape(hint)))
    if field.errors:
        word = around("span", {"class": "hidden-word"}, escape(_("Error:")))
        words = f"{word} {escape(field.errors[0])}"
        found.append(around("p", {"class": "error", "id": f"{field.id}-error"}, words))
    return joined(found)


def offered(key: str, names: list[str]) -> Markup:
    """Return the list of what a box suggests."""
    options = joined(around("option", {"value": name}, "") for name in names)
    return around("datalist", {"id": f"{key}-offered"}, options)
