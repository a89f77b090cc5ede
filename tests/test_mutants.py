"""The sample of faults stands on files that are there; what is known of it is kept."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from tests.mutants.equivalents import changes_nothing
from tests.mutants.fault import Fault, ranked
from tests.mutants.judges import Baseline, lines_of_functions
from tests.mutants.kept import (
    ALL,
    LIVED,
    NOTICED,
    ROOMS,
    UNTESTED,
    Results,
    Verdict,
    to_be_tried,
)
from tests.mutants.since import Since
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


FAULT = Fault("planner/gates.py", "core/AddNot", 0, 5)
OTHERS = [replace(FAULT, occurrence=number) for number in (1, 2, 3)]


@pytest.fixture
def results(tmp_path):
    """Return the verdicts of an earlier run: one noticed, one lived in all, one in its rooms."""
    found = Results({FAULT.path: SOURCE}, tmp_path)
    for fault, fate, by in (
        (FAULT, NOTICED, "running"),
        (OTHERS[0], LIVED, ALL),
        (OTHERS[1], LIVED, ROOMS),
    ):
        found.add(Verdict(fault, fate, "a", "not a", by))
    return found


def test_a_run_that_was_stopped_goes_on_where_it_was(results):
    """First what nobody tried; then what the tests of the rooms let live, by the others."""
    faults = [FAULT, *OTHERS]
    assert to_be_tried(faults, results, ROOMS) == OTHERS[2:]
    assert to_be_tried(faults, results, ALL) == OTHERS[1:]
    results.add(Verdict(OTHERS[2], LIVED, "a", "not a", "running"))
    assert to_be_tried(faults, results, ROOMS) == OTHERS[2:], "it was stopped half-way"
    results.add(Verdict(OTHERS[2], UNTESTED, "a", "not a", ALL))
    assert to_be_tried(faults, results, ROOMS) == []
    again = Results(dict.fromkeys([FAULT.path], SOURCE), results.path.parent)
    assert to_be_tried(faults, again, ALL) == OTHERS[1:2]


def test_again_tries_whatever_lived_and_nothing_that_was_noticed(results):
    faults = [FAULT, *OTHERS[:2]]
    assert to_be_tried(faults, results, ROOMS, again=True) == OTHERS[:2]
    results.add(Verdict(OTHERS[0], NOTICED, "a", "not a", "running"))
    assert to_be_tried(faults, results, ROOMS, again=True) == OTHERS[1:2]
    assert results.known()[OTHERS[0]].fate == NOTICED


def test_what_is_known_of_a_file_is_forgotten_when_it_changes(results):
    changed = Results({FAULT.path: SOURCE + "\n"}, results.path.parent)
    assert changed.known() == {}
    assert to_be_tried([FAULT], changed, ROOMS) == [FAULT]


def places(source):
    """Return a fault for each line of a source, as places of a sample."""
    lines = enumerate(source.splitlines(), 1)
    return {(line, 0): [replace(FAULT, line=line)] for line, text in lines if text}


def test_a_changed_line_moves_no_other_place_of_the_sample():
    longer = SOURCE.replace("LIMIT = 3", "# What is enough.\nLIMIT = 3")
    before = [rank for rank, _faults in ranked(FAULT.path, SOURCE, places(SOURCE), 1)]
    after = [rank for rank, _faults in ranked(FAULT.path, longer, places(longer), 1)]
    assert [rank for rank in after if rank in before] == before == sorted(before)
    assert len(after) == len(before) + 1
    other = [rank for rank, _faults in ranked(FAULT.path, SOURCE, places(SOURCE), 2)]
    assert not set(other) & set(before)
    twice = "x = 1\nx = 1"
    assert len({rank for rank, _faults in ranked(FAULT.path, twice, places(twice), 1)}) == 2


def test_lines_are_found_again_where_they_stand_today(tmp_path):
    house = tmp_path / "house"
    house.mkdir()
    file = house / "gates.py"
    file.write_text("a\nb\nc\nd\n")
    marks = Since(tmp_path, house).keep(["gates.py"])
    file.write_text("new\na\nB\nc\nd\n")
    assert Since(tmp_path, house).lines_now("gates.py", marks["gates.py"]) == {1: 2, 3: 4, 4: 5}
    assert Since(tmp_path, house).lines_now("gates.py", "unknown") == {}


def test_the_tests_of_the_room_are_asked_first_then_the_quickest_as_long_as_there_is_time():
    took = {"tests/web/a": 0.1, "tests/events/b": 3.0, "tests/events/c": 1.0, "tests/web/d": 9.0}
    by_line = {"planner/events/gates.py": {1: {"tests/web/a"}, 5: {*took, "tests/web/failed"}}}
    known = Baseline(by_line, took, {"planner/events/gates.py": {5}})
    of_room = ["tests/events/c", "tests/events/b"]
    assert known.judges("planner/events/gates.py", 5, 60) == [
        *of_room,
        "tests/web/a",
        "tests/web/d",
    ]
    assert known.judges("planner/events/gates.py", 5, 4.1) == [*of_room, "tests/web/a"]
    assert known.judges("planner/events/gates.py", 1, 2) == of_room[:1], "what runs once: all of it"
    assert known.judges("planner/other.py", 5, 60) == []
    assert known.judges("planner/events/tables.py", 5, 60) == of_room, "nothing of it runs later"


def test_a_fault_that_python_warns_of_is_tried_like_any_other():
    names = loaded()
    odd = SOURCE.replace("number < LIMIT", "number is 3")
    with pytest.warns(SyntaxWarning):
        compile(odd, "odd.py", "exec")
    exchange("planner/gates.py", SOURCE, odd)
    assert names["Gate"]().is_open(3)


def test_what_stands_outside_of_functions_runs_once():
    assert lines_of_functions(SOURCE) == {5, 7}


def test_rooms_and_the_others_are_all_tests_that_are_asked():
    near, far = files_of_tests(ROOMS), files_of_tests(ALL)
    assert sorted(near + far) == sorted(files_of_tests())
    assert "tests/reports/test_lights.py" in near
    assert "tests/web/test_lists.py" in far


def node(text, kind="name", parent=None, children=()):
    """Return what stands for a piece of a source."""
    return SimpleNamespace(
        type=kind, parent=parent, children=children, value=text, get_code=lambda: f" {text}\n"
    )


def argument(name):
    """Return the value of an argument of a name."""
    outer = node("", "argument")
    value = node("True", parent=outer)
    outer.children = [node(name), node("="), value]
    return value


@pytest.mark.parametrize(
    ("operator", "piece", "is_left_out"),
    [
        ("core/ReplaceComparisonOperator_Is_Eq", node("is"), True),
        ("core/ReplaceComparisonOperator_NotEq_IsNot", node("!="), True),
        ("core/ReplaceComparisonOperator_Eq_NotEq", node("=="), False),
        ("core/RemoveDecorator", node("@cache", "decorator"), True),
        ("core/RemoveDecorator", node("@gate(S.PLANNED)", "decorator"), False),
        ("core/AddNot", node("", "if_stmt", children=[node("if"), node("TYPE_CHECKING")]), True),
        ("core/AddNot", node("", "if_stmt", children=[node("if"), node("found")]), False),
        ("core/ReplaceTrueWithFalse", argument("frozen"), True),
        ("core/ReplaceTrueWithFalse", argument("needs_reason"), False),
    ],
)
def test_what_nothing_could_notice_is_not_drawn(operator, piece, is_left_out):
    assert changes_nothing(operator, piece) is is_left_out
