"""Own fields that an indicator reads are columns, and the database holds them to their limits."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

import planner.reports
from planner.db import db
from planner.events.counted_details import COUNTED, CountedDetails
from planner.events.models import Event
from planner.shapes.fields_by_family import every_field
from tests.factories import make_event

BEYOND = {
    "troops": -1,
    "tanks": 10_000_001,
    "exercise_type": "nonsense",
    "scenario": "",
    "direction": "sideways",
    "procedure_tested": "",
    "announced_on": date(1899, 12, 31),
}


def test_every_counted_field_is_a_column_and_reports_read_no_other():
    columns = set(CountedDetails.__annotations__) - {"more_details"}
    assert set(COUNTED) == columns
    assert {one.name for one in every_field().values() if one.is_counted} == columns
    for path in Path(planner.reports.__file__).parent.rglob("*.py"):
        assert "_details[" not in path.read_text(), f"{path}: declare the field as counted"


@pytest.mark.parametrize(("name", "value"), BEYOND.items())
def test_the_database_refuses_what_is_beyond_the_declaration(name, value):
    event = make_event()
    setattr(event, name, value)
    with pytest.raises(IntegrityError, match="ck_event"):
        db.session.flush()
    db.session.rollback()


def test_columns_and_json_are_one_to_whoever_reads_or_writes_them():
    told = {"troops": 0, "announced_on": "2030-01-05", "cultural_elements": ["food"]}
    event = make_event(details=told | {"themes": ["openness"], "observers_invited": False})
    db.session.flush()
    event = db.session.get(Event, event.id, populate_existing=True)
    assert (event.troops, event.announced_on) == (0, date(2030, 1, 5))
    assert (event.more_details, event.codes_of("themes")) == ({}, ["openness"])
    assert event.details == told | {"themes": ["openness"]}
    event.details = {}
    assert (event.troops, event.cultural_elements, event.details) == (None, [], {})
