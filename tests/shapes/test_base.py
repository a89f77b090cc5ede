"""What every shape keeps to: frozen, whole, and its faults in the reader's words."""

import pytest

from planner.shapes.base import Misfit, Shape
from planner.shapes.values import (
    FIRST_DAY,
    LAST_DAY,
    Currency,
    Day,
    Heads,
    Money,
    NationCode,
    Text,
    Zone,
    a_line,
)
from planner.web.shape_flags import flags_of

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
        ({"heads": 10**9}, "heads", "Enter a number from 0 to 10,000,000."),
        ({"nation": "Atlantis"}, "nation", "There is no nation with the code “Atlantis”."),
        ({"nation": "A\x00U"}, "nation", "There is no nation with the code"),
        ({"on": 5}, "on", "Enter a day."),
        ({"on": "2030-02-30"}, "on", "Enter a day."),
        ({"on": "2200-01-01"}, "on", "Enter a day from 1900 to 2199."),
        ({"cost": "0.001"}, "cost", "Enter at most 2 decimals."),
        ({"cost": float("inf")}, "cost", "Enter a number that can be counted with."),
        ({"heads": float("inf")}, "heads", "Enter a number that can be counted with."),
        ({"heads": True}, "heads", "Enter a number."),
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


class Journey(Shape):
    trips: tuple[Trip, ...] = ()
    name: a_line(20, ask="Name the journey.")


def test_a_fault_inside_a_part_keeps_its_path_and_the_others_theirs():
    with pytest.raises(Misfit) as found:
        Journey(name="", trips=[{"title": "Visit"}, {"title": "Tour", "zone": "Mars/Base"}])
    assert found.value.faults == {
        "name": "Name the journey.",
        "trips.1.zone": "Choose a time zone from the list, such as Europe/Paris.",
    }


def test_a_browser_is_told_the_limits_of_a_field_that_may_be_left_empty():
    assert flags_of(Trip, "title") == {"required": True, "maxlength": 20}
    assert flags_of(Trip, "currency") == {"maxlength": 3}
    assert flags_of(Trip, "heads") == {"min": 0, "max": 10_000_000}
    assert flags_of(Trip, "on") == {"min": FIRST_DAY, "max": LAST_DAY}


def test_a_shape_stays_as_it_was_made():
    with pytest.raises(Exception, match="frozen"):
        Trip(title="Visit").title = "Other"
