"""A kind's own fields: one declaration says what a value may be, for every door."""

from datetime import date

import pytest

from planner.reference.shipped_kinds import ShippedKind
from planner.shapes.base import Misfit
from planner.shapes.details import checked_details
from planner.shapes.fields_by_family import FAMILY_FIELDS, all_fields
from planner.shapes.fields_for_all import FOR_ALL
from planner.shapes.kind_fields import FieldType
from tests.declared import DECLARED

pytestmark = pytest.mark.no_database
EXERCISE = DECLARED[ShippedKind.JOINT_EXERCISE]
NONSENSE = {
    FieldType.LINE: ["x" * 201, 5, ["x"]],
    FieldType.TEXT: ["x" * 20_001, 5, {"a": 1}],
    FieldType.NUMBER: ["many", -1, 10_000_001, float("inf"), float("nan"), 1.5, True, 10**400],
    FieldType.YES_NO: ["maybe", 2, "yes"],
    FieldType.DAY: ["tomorrow", "1899-12-31", "2200-01-01", "2030-02-30", 5, "5"],
    FieldType.CHOICE: ["nonsense", 1, ["cyber"]],
    FieldType.CHOICES: [["nonsense"], "music", 5, [["music"]], [1]],
}


@pytest.mark.parametrize("kind", DECLARED.values(), ids=lambda kind: kind.code)
def test_each_field_refuses_what_it_is_not_by_its_name(app, kind):
    for declared in all_fields(kind):
        for value in NONSENSE[declared.type]:
            if declared.table and value == ["nonsense"]:
                continue  # whether a row has the code is asked by the action
            with app.test_request_context(), pytest.raises(Misfit) as refusal:
                checked_details(kind, {declared.name: value})
            assert list(refusal.value.faults) == [declared.name], (declared.name, value)
            assert refusal.value.faults[declared.name].endswith(".")


def test_a_field_of_another_kind_and_one_of_none_are_refused(app):
    with app.test_request_context(), pytest.raises(Misfit) as refusal:
        checked_details(EXERCISE, {"venue": "Hall", "self": 1, "troops": "many", "tanks": 3})
    assert refusal.value.faults == {
        "venue": "There is no such field.",
        "self": "There is no such field.",
        "troops": "Enter a number.",
    }


def test_nothing_is_none_and_nought_is_a_number(app):
    given = {"troops": 0, "tanks": None, "scenario": "", "domains": [], "observers_invited": False}
    given |= {"training_audience": "  ", "visitors_day_on": ""}
    with app.test_request_context():
        assert checked_details(EXERCISE, given) == dict.fromkeys(given) | {"troops": 0}


def test_values_are_kept_as_json_has_them(app):
    given = {
        "domains": ("air", "sea", "air"),
        "visitors_day_on": date(2030, 5, 2),
        "training_audience": " One\nbrigade\x00 ",
        "observers_invited": True,
        "exercise_type": "cyber",
    }
    with app.test_request_context():
        assert checked_details(EXERCISE, given) == {
            "domains": ["sea", "air"],
            "visitors_day_on": "2030-05-02",
            "training_audience": "One brigade",
            "observers_invited": True,
            "exercise_type": "cyber",
        }


def test_a_name_means_the_same_field_in_every_kind():
    seen = {one.name: one for one in FOR_ALL}
    for fields in FAMILY_FIELDS.values():
        for one in fields:
            assert seen.setdefault(one.name, one) == one
            assert one not in FOR_ALL
