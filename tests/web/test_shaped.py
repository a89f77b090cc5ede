"""A form takes its limits from its shape, and shows the faults of it in the right places."""

import pytest
from wtforms import StringField
from wtforms.validators import Optional

from planner.shapes.base import Shape
from planner.shapes.values import Day, Heads, NationCode, Zone, a_line
from planner.web.day_fields import DayField
from planner.web.forms import PlannerForm
from planner.web.number_fields import NumberField


class Stay(Shape):
    name: a_line(20, ask="Name the place.")
    zone: Zone = "UTC"
    on: Day | None = None
    beds: Heads | None = None
    nation_codes: tuple[NationCode, ...] = ()


class StayForm(PlannerForm):
    shape = Stay

    name = StringField("Name")
    zone = StringField("Zone")
    on = DayField("Day", [Optional()])
    beds = NumberField("Beds", [Optional()])


def sent(app, **values):
    with app.test_request_context(method="POST", data=values):
        form = StayForm()
        form.validate()
        return form


@pytest.fixture
def drawn(app):
    with app.test_request_context():
        form = StayForm()
        return {name: str(form[name]()) for name in ("name", "on", "beds")}


def test_a_browser_is_told_what_the_shape_says(drawn):
    assert 'maxlength="20"' in drawn["name"]
    assert "required" in drawn["name"]
    assert 'min="1900-01-01"' in drawn["on"]
    assert 'max="2199-12-31"' in drawn["on"]
    assert "required" not in drawn["on"] + drawn["beds"]


def test_every_fault_stands_beside_its_field_at_once(app):
    form = sent(app, name="", zone="Mars/Base", on="1899-01-01", beds="20000000")
    assert form.errors == {
        "name": ["Name the place."],
        "zone": ["Choose a time zone from the list, such as Europe/Paris."],
        "on": ["Enter a day between 1900 and 2199."],
        "beds": ["Enter a number from 0 to 10,000,000."],
    }
    assert (form.zone._value(), form.beds._value()) == ("Mars/Base", "20000000")


def test_the_shape_goes_to_the_action_after_its_subject(app):
    form = sent(app, name="Hotel", zone="Europe/Paris", beds="3")
    given = form.act(lambda *subject, **more: (subject, more), "event", viewer="me")
    assert given == (("event", form.made()), {"viewer": "me"})
    assert form.made().beds == 3


def test_what_an_action_finds_not_to_fit_is_not_lost(app):
    def refuse(_stay, **_more):
        return Stay(name="", nation_codes=["Atlantis"])

    with app.test_request_context(method="POST", data={"name": "Hotel", "zone": "UTC"}):
        form = StayForm()
        assert form.submit(refuse) is None
        assert form.name.errors == ["Name the place."]
        assert form.form_errors == ["There is no nation with the code “Atlantis”."]
        assert form.name.data == "Hotel"
