"""One meaning a word: in classes and in the names of files."""

import ast
from collections import defaultdict
from pathlib import Path

import pytest

pytestmark = pytest.mark.no_database

PLANNER = Path(__file__).parent.parent / "planner"
SOURCES = sorted(PLANNER.rglob("*.py"))


def test_every_public_class_has_one_name_in_the_whole_house():
    """One meaning a word: a second `Line` or `Period` sends the reader to the wrong file."""
    places = defaultdict(list)
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(str(path.relative_to(PLANNER)))
    del places["Meta"]  # how WTForms is told of a form's habits
    twice = {name: where for name, where in places.items() if len(where) > 1}
    assert not twice, f"give one of each another name: {twice}"


def test_no_file_is_named_after_nothing():
    nothing = {"util", "utils", "helper", "helpers", "common", "misc", "manager", "upkeep"}
    names = {path.stem for path in SOURCES}
    assert not names & nothing, "name a file after what it knows"
