"""What the documents say is so: settings, commands, files, words."""

import importlib
import re
from pathlib import Path

import click
import pytest

from planner.cli import COMMANDS
from planner.config import REQUIRED_IN_PRODUCTION, RETIRED, SETTINGS
from planner.rooms import ROOMS

pytestmark = pytest.mark.no_database

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
DOCUMENTS = [
    *(
        ROOT / name
        for name in (
            "README.md",
            "CHANGELOG.md",
            "planner/sample/README.md",
            "planner/reference/README.md",
        )
    ),
    *sorted((ROOT / "docs").rglob("*.md")),
]
SOURCE = "\n".join(path.read_text() for path in sorted((ROOT / "planner").rglob("*.py")))
CODE = re.compile(r"`([^`\n]+)`")


def name_of(path):
    return str(path.relative_to(ROOT))


def test_the_table_of_settings_is_the_declared_list():
    rows = re.findall(r"(?m)^\| `(RAPPORT_\w+)`( †)? \| (.*?) \| (.*?) \|$", README)
    assert rows == [
        (
            setting.name,
            " †" if setting.name in REQUIRED_IN_PRODUCTION else "",
            f"`{setting.default}`" if setting.default else "",
            setting.meaning,
        )
        for setting in SETTINGS
    ]


def test_every_setting_that_is_named_anywhere_is_declared():
    declared = {setting.name for setting in SETTINGS}
    for path in [*DOCUMENTS, ROOT / "run.sh"]:
        named = set(re.findall(r"RAPPORT_[A-Z_]+[A-Z]", path.read_text()))
        known = declared | set(RETIRED if path.name == "CHANGELOG.md" else ())
        assert named <= known, (name_of(path), named - known)


def test_every_setting_is_read_by_the_product():
    for setting in SETTINGS:
        read = re.findall(rf'"{setting.name}"', SOURCE)
        by_pattern = setting.name.startswith("RAPPORT_FEED_MONTHS_")
        assert by_pattern or len(read) > 1, f"nothing reads {setting.name}"


def command(name):
    module, _, attribute = COMMANDS[name].partition(":")
    return getattr(importlib.import_module(module), attribute)


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_every_command_that_is_named_exists(path):
    for words in re.findall(r"`planner ([a-z][^`]*)`", path.read_text()):
        name, *rest = words.split()
        assert name in COMMANDS, words
        found = command(name)
        if isinstance(found, click.Group) and rest:
            assert rest[0] in found.commands, words
            found = found.commands[rest[0]]
        options = {option for parameter in found.params for option in parameter.opts}
        for option in re.findall(r"--[a-z-]+", words):
            assert option in options, words


def test_the_commands_of_operations_are_complete():
    text = (ROOT / "docs" / "operations.md").read_text() + README
    for name in COMMANDS:
        assert f"planner {name}" in text or f"run.sh {name}" in text, f"no word on planner {name}"
    for sub in command("user").commands:
        assert f"`{sub}`" in text or f"user {sub}" in text, f"no word on planner user {sub}"


def test_the_two_commands_are_the_ones_that_run_offers():
    usage = (ROOT / "run.sh").read_text()
    for words in re.findall(r"sh run\.sh ([a-z]+)", README):
        assert re.search(rf"(?m)^    {words}\)", usage), words
    for option in ("--fresh", "--nation", "--port"):
        assert option in README
        assert option in usage


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_links_and_paths_lead_somewhere(path):
    text = path.read_text()
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if not target.startswith("http"):
            assert (path.parent / target.partition("#")[0]).exists(), target
    for name in CODE.findall(text):
        if re.fullmatch(r"[\w./-]+\.(py|md|csv|json|css|js|sh|lock|toml)", name) and "/" in name:
            places = (ROOT / name, ROOT / "planner" / name, path.parent / name)
            assert any(place.exists() for place in places), f"{name_of(path)}: {name}"


def glossary():
    """Yield each word of the glossary with the code that is said to carry it."""
    rows = re.findall(r"(?m)^\| (.+?) \| .+? \| (.+?) \|$", (ROOT / "docs/glossary.md").read_text())
    for word, code in rows[1:] if rows[0][0] == "Word" else rows:
        yield from ((word, name, code) for name in CODE.findall(code))


def body_of(name):
    """Return the source of a class, or nothing."""
    found = re.search(rf"(?ms)^class {name}\b.*?(?=^\S)", SOURCE + "\nend")
    return found[0] if found else ""


@pytest.mark.parametrize(("word", "name", "code"), list(glossary()))
def test_the_glossary_names_code_that_exists(word, name, code):
    if "/" in name:
        assert (ROOT / "planner" / name).exists()
    elif re.fullmatch(r"[A-Z_]+", name):
        assert re.search(rf"(?m)^{name}\b", SOURCE), name
    elif name[0].islower():
        owner = re.search(r"`([A-Z]\w+)\.", code)[1]
        assert re.search(rf"\b{name}\b", body_of(owner)), f"{owner}.{name}"
    else:
        owner, _, attribute = name.partition(".")
        assert body_of(owner), owner
        assert not attribute or re.search(rf"\b{attribute}\b", body_of(owner)), name


def test_the_glossary_is_in_order():
    rows = re.findall(r"(?m)^\| (.+?) \|", (ROOT / "docs/glossary.md").read_text())[2:]
    words = [row.lower() for row in rows]
    assert words == sorted(words)


def test_the_ladder_is_told_as_it_is():
    text = (ROOT / "docs" / "decisions" / "the-ladder.md").read_text()
    told = re.search(r"low to high: ([a-z, ]+)\.", text)[1].split(", ")
    assert told == [*ROOMS, "sample"]


def test_reference_and_sample_files_are_described_with_their_rows():
    rooms = (ROOT / "planner" / "reference", ROOT / "planner" / "sample")
    for room, files in zip(rooms, (rooms[0] / "data", rooms[1]), strict=True):
        text = (room / "README.md").read_text()
        for path in files.iterdir():
            if path.suffix in {".csv", ".json", ".txt"}:
                said = re.search(rf"(?m)^\| `{path.name}` \| (\d*) \|", text)
                assert said, f"no word on {path.name}"
                if path.suffix == ".csv":
                    assert int(said[1]) == path.read_text().count("\n") - 1
    for words in ("Copyright 2019 Security Force Monitor", "MIT licence", "without warranty"):
        assert words in text


def test_the_page_of_architecture_answers_where_things_are():
    text = (ROOT / "docs" / "architecture.md").read_text()
    assert "(docs/architecture.md)" in README
    for path in re.findall(r"`((?:planner|templates|tests|static)/[^`<]*)`", text):
        assert (ROOT / path).exists(), path
    for path, name in re.findall(r"`(planner/[^`]+\.py)` \(`([A-Za-z_]+)`\)", text):
        assert re.search(rf"\b{name}\b", (ROOT / path).read_text()), f"{name} is not in {path}"
    picture = text.partition("```\n")[2].partition("```")[0]
    told = " ".join(re.findall(r"[a-z]+", picture))
    for room in ROOMS:
        assert room in told.split(), f"{room} is not in the picture"
    for folder in (path for path in (ROOT / "planner").iterdir() if path.is_dir()):
        assert folder.name in told.split() or folder.name == "__pycache__", folder.name
    ladder = told.partition(" low to high ")[2]
    steps = [ladder.index(f" {room} ") for room in ROOMS]
    assert steps == sorted(steps)
