"""The sample of faults stands on files that are there."""

import pytest

from tests.mutants.targets import HOUSE, NOT_ASKED, TARGETS, files_of_tests, target_files

pytestmark = pytest.mark.no_database


def test_every_place_of_the_sample_is_there():
    for pattern in TARGETS:
        assert list(HOUSE.glob(pattern)), f"no file is called {pattern}"
    for path in NOT_ASKED:
        assert (HOUSE / path).exists(), path


def test_the_sample_reaches_gates_guards_visibility_shapes_measures_lights_and_entries():
    found = target_files()
    for name in (
        "events/states/gates.py",
        "events/states/guards.py",
        "events/visibility.py",
        "shapes/event_plan.py",
        "reports/measures/backing.py",
        "reports/measures/lights.py",
        "calendars/entries.py",
    ):
        assert f"planner/{name}" in found
    assert "tests/events/test_workflow.py" in files_of_tests()
    assert not any(name.startswith("tests/browser") for name in files_of_tests())
