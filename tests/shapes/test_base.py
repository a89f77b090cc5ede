"""What every shape keeps to: frozen, whole, and its faults in the reader's words."""

import pytest

from planner.shapes.base import Misfit, Shape
from planner.shapes.values import Currency, Day, Heads, Money, NationCode, Text, Zone, a_line

pytestmark = pytest.mark.no_database


class Trip(Shape):
    title: a_line(20, least=1)
    note: Text = ""
    on: Day | None = None
    zone: Zone = "UTC"
    currency: Currency = ""
    cost: Money | None = None
    heads: Heads | None = None
    nation: NationCode | None = None


@pytest.mark.parametrize(
    ("values", "name", "words"),
    [
        ({"title": "x" * 21}, "title", "Keep it under 20 characters."),
        ({"title": " \u200b"}, "title", "Fill this in."),
        ({}, "title", "Fill this in."),
        ({"on": "1899-12-31"}, "on", "Enter a day from 1900 to 2199."),
        ({"zone": "Mars/Base"}, "zone", "Choose a time zone from the list"),
        ({"currency": "dollars"}, "currency", "Enter three letters such as USD."),
        ({"currency": "usd"}, "currency", "Enter three letters such as USD."),
        ({"cost": "NaN"}, "cost", "Enter a number that can be counted with."),
        ({"cost": -1}, "cost", "Enter a number of 0 or more."),
        ({"heads": "many"}, "heads", "Enter a number."),
        ({"heads": 10**9}, "heads", "Enter a number of 10000000 or less."),
        ({"nation": "Atlantis"}, "nation", "“Atlantis” is no nation's code."),
        ({"titel": "x"}, "titel", "There is no such field."),
    ],
)
def test_a_value_that_does_not_fit_is_said_of_its_field(values, name, words):
    whole = values if name in {"title"} else {"title": "Visit"} | values
    with pytest.raises(Misfit) as found:
        Trip(**whole)
    assert words in found.value.faults[name]
    assert list(found.value.faults) == [name]


def test_a_text_is_cleaned_on_its_way_in():
    trip = Trip(title=" A\x00b\nc ", note="One\ntwo\x07")
    assert (trip.title, trip.note) == ("Ab c", "One\ntwo")


def test_what_was_given_is_told_from_what_was_left_out():
    trip = Trip(title="Visit", note="")
    assert trip.given() == {"title": "Visit", "note": ""}
    assert trip.but(zone="Europe/Paris").given() == trip.given() | {"zone": "Europe/Paris"}


def test_a_shape_stays_as_it_was_made():
    with pytest.raises(Exception, match="frozen"):
        Trip(title="Visit").title = "Other"
