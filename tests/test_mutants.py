"""The sample of faults stands on files that are there."""

import pytest

from tests.mutants.swapping import RunsOnce, exchange
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


SOURCE = """
LIMIT = 3
class Gate:
    def is_open(self, number):
        return number < LIMIT
def gates():
    return [gate for gate in (1, 2, 3, 4) if gate < LIMIT]
"""


def loaded():
    """Return what a file of this source would hold once it is loaded."""
    names = {}
    exec(compile(SOURCE, str(HOUSE / "planner/gates.py"), "exec"), names)
    return names


def test_a_running_program_gets_the_fault_in_functions_methods_and_what_is_inside_them():
    names = loaded()
    held = names["Gate"]().is_open, names["gates"]
    assert (held[0](3), held[1]()) == (False, [1, 2])
    exchange("planner/gates.py", SOURCE, SOURCE.replace("<", "<="))
    assert (held[0](3), held[1]()) == (True, [1, 2, 3])


def test_what_runs_once_is_not_taken_for_exchanged():
    kept = loaded()
    with pytest.raises(RunsOnce):
        exchange("planner/gates.py", SOURCE, SOURCE.replace("= 3", "= 4"))
    with pytest.raises(RunsOnce):  # a file that nobody has loaded
        exchange("planner/doors.py", SOURCE, SOURCE.replace("<", "<="))
    assert kept["gates"]() == [1, 2]
