"""Which files faults are put into, and which tests may notice them."""

from pathlib import Path

HOUSE = Path(__file__).parents[2]
TARGETS = (
    "planner/events/states/*.py",
    "planner/events/approval/binding.py",
    "planner/events/approval/decisions.py",
    "planner/events/approval/material.py",
    "planner/events/plan/asked_marking.py",
    "planner/events/plan/day_order*.py",
    "planner/events/plan/least_marking.py",
    "planner/events/plan/marking_*.py",
    "planner/*/visibility.py",
    "planner/shapes/*.py",
    "planner/reports/measures/*.py",
    "planner/calendars/audiences.py",
    "planner/calendars/entries.py",
    "planner/calendars/entry_days.py",
    "planner/calendars/rendering.py",
)
"""Gates, guards, visibility, shapes, measures, backing, lights, calendar entries."""
NOT_ASKED = (
    "tests/browser",
    "tests/fuzz",
    "tests/backups",
    "tests/troubles",
    "tests/sample",
    "tests/start",
    "tests/test_benchmark.py",
    "tests/test_commands.py",
    "tests/test_documented_commands.py",
    "tests/test_documents.py",
    "tests/test_every_row.py",
    "tests/test_files.py",
    "tests/test_house_rules.py",
    "tests/test_migrations.py",
    "tests/test_modes.py",
    "tests/test_names.py",
    "tests/test_nothing_unused.py",
    "tests/test_postgres.py",
    "tests/test_run.py",
    "tests/test_serving.py",
    "tests/test_whole_lists.py",
)
"""Tests that read the source itself, or take long and try other things."""


def target_files(only: str = "") -> list[str]:
    """Return the paths of the files, as seen from the project's folder."""
    found = {path for pattern in TARGETS for path in HOUSE.glob(pattern)}
    names = sorted(str(path.relative_to(HOUSE)) for path in found)
    return [name for name in names if name.startswith(only) and not name.endswith("__init__.py")]


def files_of_tests(reach: str = "") -> list[str]:
    """Return the files of tests that are asked, the smallest last: those of a reach, or all.

    The reach “rooms” has those in the rooms of the faults, “all” the others, which are asked
    of what lived.
    """
    found = sorted((HOUSE / "tests").rglob("test_*.py"), key=lambda path: -path.stat().st_size)
    names = [str(path.relative_to(HOUSE)) for path in found]
    asked = [name for name in names if not name.startswith(NOT_ASKED)]
    rooms = {room_of(pattern) for pattern in TARGETS} | {"rollup", "kinds"}
    return [name for name in asked if not reach or (room_of(name) in rooms) == (reach == "rooms")]


def room_of(path: str) -> str:
    """Return the room of a file: “events” for planner/events/… and for tests/events/…."""
    return path.split("/")[1]
