"""One meaning a word: in classes and in the names of files."""

import ast
import re
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


ONE_MEANING = {"Line", "Period", "Wish", "Asked", "Entry"}


def test_the_words_that_had_several_meanings_name_one_thing():
    """A name that is no class counts too: `Line` was two lengths of text and a row."""
    places = defaultdict(set)
    for path in SOURCES:
        for node in ast.parse(path.read_text()).body:
            targets = node.targets if isinstance(node, ast.Assign) else []
            names = [one.id for one in targets if isinstance(one, ast.Name)]
            names += [node.name] if isinstance(node, ast.ClassDef) else []
            for name in ONE_MEANING.intersection(names):
                places[name].add(str(path.relative_to(PLANNER)))
    assert not {name: where for name, where in places.items() if len(where) > 1}


KNOW_ENTRIES = {"calendars", "presenters", "benchmark", "history"}
"""Rooms in which “entry” alone is clear: a calendar entry, and in history one of the history."""
TELLS = {"web/read_log.py"}
"""It keeps history entries for the room of history, under the same name."""
UNCLEAR = re.compile(
    r"(?<!calendar )(?<!history )(?<!coordination )\bentr(?:y|ies)\b(?! of (?:the|its) history)",
    re.IGNORECASE,
)


def words_of(tree):
    """Yield the names that a file gives, and its docstrings on one line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            yield node.arg.replace("_", " ")
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id.replace("_", " ")
        elif isinstance(node, ast.FunctionDef):
            yield node.name.replace("_", " ")
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield " ".join(str(node.value.value).split())


def test_an_entry_is_a_calendar_entry_or_says_of_what():
    for path in SOURCES:
        name = str(path.relative_to(PLANNER))
        if path.relative_to(PLANNER).parts[0] in KNOW_ENTRIES or name in TELLS:
            continue
        found = [words for words in words_of(ast.parse(path.read_text())) if UNCLEAR.search(words)]
        assert not found, f"{name} says “entry” of {found}: say of what, or use its own word"


def test_an_address_names_the_row_that_it_holds(app):
    rules = [rule.rule for rule in app.url_map.iter_rules()]
    assert not [rule for rule in rules if "entry_id" in rule]
