"""The contract of writing: every bad value is refused in words, and forms say the same limits."""

import ast
import importlib
import math
import pkgutil
import types
import typing
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from pathlib import Path

import pytest
from annotated_types import Ge, Le, MaxLen
from flask import Flask
from flask_babel import Babel
from pydantic import ValidationError
from sqlalchemy import String
from wtforms import Field
from wtforms.validators import Length, NumberRange, Regexp

import planner.shapes
from planner.db import Base
from planner.shapes.base import Ask, Misfit, Shape, declared_of
from planner.shapes.values import Currency, NationCode, Zone
from planner.web.forms import ActionForm, PlannerForm
from planner.web.shaped import reader_of

PLANNER = Path(__file__).parent.parent.parent / "planner"
NEVER = object()
"""What no field takes."""
PASSWORDS = {"PasswordForm", "NewPasswordForm"}
"""Passwords are typed, checked and hashed, and kept in no shape that could be shown."""


def shapes() -> list[type[Shape]]:
    """Return every shape that something is written in."""
    for module in pkgutil.iter_modules(planner.shapes.__path__, "planner.shapes."):
        importlib.import_module(module.name)
    found = {one for one in below(Shape) if one.__module__.startswith("planner.shapes.")}
    return sorted(found, key=lambda one: (one.__module__, one.__name__))


def below(kind):
    """Return every class that inherits from one."""
    return {one for child in kind.__subclasses__() for one in (child, *below(child))}


SHAPES = shapes()


def named(value):
    """Return how a test is called."""
    return value.__name__ if isinstance(value, type) else str(value)


def bare(annotation):
    """Return the kind of a value, without what is said of it and without “or none”."""
    while typing.get_origin(annotation) is typing.Annotated:
        annotation = typing.get_args(annotation)[0]
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        (annotation,) = [
            one for one in typing.get_args(annotation) if one is not types.NoneType
        ] or [annotation]
        return bare(annotation)
    return annotation


def bad_values(shape, name):
    """Give values of every sort that a field must refuse, by what it is and what is said of it."""
    kind, said = bare(shape.model_fields[name].annotation), declared_of(shape, name)
    yield from (NEVER, NEVER) if kind is typing.Any else (NEVER,)
    for one in said:
        if isinstance(one, MaxLen) and kind is str:
            yield "x" * (one.max_length + 1)
        if isinstance(one, Ge) and kind in (int, float, Decimal):
            yield one.ge - 1
        if isinstance(one, Le) and kind in (int, float, Decimal):
            yield one.le + 1
    yield from OF_KIND.get(kind, ())
    if isinstance(kind, type) and issubclass(kind, Enum | Shape):
        yield "nonsense"
    if typing.get_origin(kind) in (tuple, dict, frozenset, typing.Literal):
        yield "nonsense"


OF_KIND: Mapping[object, tuple[object, ...]] = {
    int: ("many", math.nan, math.inf, 1.5, True, "1e400"),
    float: ("much", math.nan, math.inf, True),
    Decimal: ("much", Decimal("NaN"), Decimal("Infinity"), math.nan, True, "1.123456"),
    date: ("yesterday", date(1899, 12, 31), date(2200, 1, 1), "2030-02-30", 0, 86400),
    time: ("noon", "25:00"),
    datetime: ("then",),
    bool: ("perhaps", 7),
    str: (7, b"\xff", ["a"]),
}


@pytest.fixture(scope="module", autouse=True)
def in_words():
    """Let sentences be put into words without an office and its database."""
    made = Flask("words")
    Babel(made)
    with made.test_request_context():
        yield


@pytest.mark.no_database
@pytest.mark.parametrize("shape", SHAPES, ids=named)
def test_a_bad_value_is_refused_with_a_sentence_beside_its_field(shape):
    for name in shape.model_fields:
        check_refusals(shape, name)


def check_refusals(shape, name):
    """See that every bad value of a field is refused in a sentence of ours."""
    for bad in bad_values(shape, name):
        with pytest.raises(Misfit) as found:
            shape(**{name: bad})
        words = [said for path, said in found.value.faults.items() if path.split(".")[0] == name]
        assert words, f"{shape.__name__}.{name} takes {bad!r}"
        assert not words[0].startswith(("Input", "Value")), f"{name}: no sentence of ours: {words}"
        assert " " in words[0]


@pytest.mark.no_database
@pytest.mark.parametrize("shape", SHAPES, ids=named)
def test_a_misspelt_keyword_is_refused(shape):
    with pytest.raises(Misfit) as found:
        shape(titel="x")
    assert found.value.faults["titel"] == "There is no such field."


@pytest.mark.no_database
@pytest.mark.parametrize("shape", SHAPES, ids=named)
def test_no_text_holds_what_no_text_holds(shape):
    """Controls, halves of characters and turned-round letters are taken out, or refused."""
    text = "a\x00\x07b\ud800 \u202egnp.exe\ufeff"
    for name, field in shape.model_fields.items():
        if bare(field.annotation) is str:
            with suppress(ValidationError):
                found = reader_of(shape, name).validate_python(text)
                assert not any(sign in found for sign in "\x00\x07\ud800\u202e\ufeff"), name


@pytest.mark.no_database
@pytest.mark.parametrize(
    ("kind", "bad"),
    [(Zone, "Mars/Base"), (Currency, "dollars"), (NationCode, "Atlantis")],
)
def test_a_code_has_to_exist(kind, bad):
    only = type("OfCode", (Shape,), {"__annotations__": {"code": kind}, "__module__": __name__})
    with pytest.raises(Misfit) as found:
        only(code=bad)
    assert list(found.value.faults) == ["code"]


# --- what the columns hold ----------------------------------------------------------------


def columns_of(shape):
    """Return the columns of the table that a shape is written into, as far as one is known."""
    table = {row.class_.__name__: row.class_ for row in Base.registry.mappers}.get(
        TABLES.get(shape.__name__, shape.__name__.removeprefix("Written"))
    )
    return {} if table is None else {one.key: one for one in table.__table__.columns}


TABLES = {
    "WrittenReport": "AfterActionReport",
    "WrittenLine": "LineOfEffort",
    "WrittenTarget": "IndicatorTarget",
    "WrittenValue": "IndicatorUpdate",
    "WrittenGroup": "PartnerGroup",
    "Verification": "Outcome",
    "NewUser": "User",
    "OfficeSettings": "Office",
    "KeptSearch": "SavedFilter",
    "SearchName": "SavedFilter",
    "WrittenFeed": "Feed",
}


@pytest.mark.no_database
@pytest.mark.parametrize("shape", SHAPES, ids=named)
def test_no_text_is_longer_than_its_column(shape):
    for name, column in columns_of(shape).items():
        if name not in shape.model_fields or not isinstance(column.type, String):
            continue
        most = [one.max_length for one in declared_of(shape, name) if isinstance(one, MaxLen)]
        if column.type.length and most:
            assert most[0] <= column.type.length, f"{shape.__name__}.{name}"


# --- the house rules ----------------------------------------------------------------------


ACTIONS = sorted(PLANNER.rglob("*actions.py"))


@pytest.mark.no_database
@pytest.mark.parametrize("path", ACTIONS, ids=lambda path: str(path.relative_to(PLANNER)))
def test_no_action_takes_loose_fields(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            assert node.args.kwarg is None, (
                f"{path.name}: {node.name} takes **{node.args.kwarg.arg}: let it take a shape of "
                "planner.shapes"
            )


def forms():
    """Return the classes of forms that write, with something typed in them."""
    found = {
        one
        for one in below(PlannerForm)
        if one.__module__.startswith("planner.")
        and not issubclass(one, ActionForm)
        and one.__name__ not in PASSWORDS
        and typed_fields(one)
    }
    return sorted(found, key=lambda one: (one.__module__, one.__name__))


def typed_fields(form):
    """Return the fields of a form's class by name, without those of every form."""
    names = {name for name in dir(form) if hasattr(getattr(form, name), "field_class")}
    return {name: getattr(form, name) for name in names - {"version", "base", "csrf_token"}}


def test_every_form_that_writes_names_a_shape(app):
    loose = [one for one in forms() if one.shape is None and not one.__subclasses__()]
    assert not loose, f"name the shape that these make of what is typed: {loose}"


def test_the_limits_of_a_form_are_those_of_its_shape(app):
    """The shape's JSON schema and what a browser is told agree, and nothing is said beside."""
    seen = 0
    for form in forms():
        schema = form.shape.model_json_schema() if form.shape else {"properties": {}}
        for name, unbound in typed_fields(form).items():
            if name in schema["properties"]:
                field = bound(form, name, unbound)
                check_limits(form, field, schema)
                seen += 1
    assert seen > 100


def bound(form, name, unbound) -> Field:
    """Return a field as an instance of its form has it."""
    meta = form.Meta()
    return meta.bind_field(
        object.__new__(form), unbound, {"name": name, "prefix": "", "_meta": meta}
    )


def check_limits(form, field, schema):
    """Compare the flags of a field with what the schema says of it."""
    where, said = f"{form.__name__}.{field.name}", schema["properties"][field.name]
    parts = [said, *said.get("anyOf", ())]
    for flag, key in (("maxlength", "maxLength"), ("min", "minimum"), ("max", "maximum")):
        wanted = [part[key] for part in parts if key in part]
        if wanted:
            assert float(getattr(field.flags, flag)) == float(wanted[0]), f"{where}: {flag}"
    is_wanted = field.name in schema.get("required", ()) or any("minLength" in p for p in parts)
    is_wanted |= any(isinstance(one, Ask) for one in declared_of(form.shape, field.name))
    assert bool(field.flags.required) is is_wanted, f"{where}: required"
    beside = [one for one in field.validators if isinstance(one, Length | NumberRange | Regexp)]
    assert not beside, f"{where}: say this limit in {form.shape.__name__}"
