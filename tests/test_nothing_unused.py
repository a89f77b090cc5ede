"""What nothing shows any more: styles without a page, templates, macros and scripts without use.

Unused names of Python are found by `tests/unused.py`, a step of `sh run.sh test`.
"""

import re
from functools import cache
from pathlib import Path

import pytest

pytestmark = pytest.mark.no_database

HOUSE = Path(__file__).parent.parent
TEMPLATES = {
    str(path.relative_to(HOUSE / "templates")): re.sub(
        r"\{#.*?#\}", "", path.read_text(), flags=re.S
    )
    for path in sorted((HOUSE / "templates").rglob("*.*"))
}
PAGES = "\n".join(TEMPLATES.values())
CODE = "\n".join(path.read_text() for path in sorted((HOUSE / "planner").rglob("*.py")))
SCRIPTS = {path.stem: path.read_text() for path in (HOUSE / "static" / "js").glob("*.js")}
STYLES = "\n".join(
    re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)
    for path in (HOUSE / "static" / "css").glob("*.css")
)
WORDS = set(re.findall(r"[A-Za-z0-9][\w-]*", "\n".join([PAGES, CODE, *SCRIPTS.values()])))
VALUES = WORDS | {word.replace("_", "-") for word in WORDS}
FROM = re.compile(r"""\{%-?\s*from\s+["']([^"']+)["']\s+import\s+(.+?)\s*-?%\}""", re.S)


def composed():
    """Return the beginnings of classes that a page puts together with a value."""
    return {
        *re.findall(r"([a-z][a-z-]*)\{\{", PAGES),
        *re.findall(r"""["' ]([a-z][a-z-]*)["'] ~""", PAGES),
        *re.findall(r"([a-z][a-z-]*)(?:\{|%\()", CODE),
    }


def test_every_class_of_the_styles_stands_on_a_page():
    selectors = re.sub(r"\{[^{}]*\}", "{}", STYLES)
    classes = set(re.findall(r"\.([a-zA-Z][\w-]*)", selectors))
    begun = composed()
    dead = {
        one
        for one in classes - WORDS
        if not any(one.startswith(begin) and one.removeprefix(begin) in VALUES for begin in begun)
    }
    assert not dead, f"no page has the classes {sorted(dead)}: take them out of static/css"


def test_every_colour_and_length_that_is_named_is_used():
    dead = {name for name in re.findall(r"--([\w-]+)\s*:", STYLES) if f"var(--{name}" not in STYLES}
    assert not dead, f"nothing uses the variables {sorted(dead)}"


def test_every_template_is_shown_by_something():
    for name in TEMPLATES:
        folder, _, file = name.rpartition("/")
        by_name = re.search(rf"""["'/]{re.escape(file)}["']""", PAGES + CODE)
        by_part = folder and re.search(rf"""{folder}/(?:\{{|["'] ~|%)""", PAGES + CODE)
        assert by_name or by_part, f"nothing shows templates/{name}: remove it"


def imported(text):
    """Yield the names that a template imports, as it calls them."""
    for _source, names in FROM.findall(text):
        for name in re.sub(r"\s+with(?:out)? context$", "", names).split(","):
            yield name.split(" as ")[-1].strip()


@cache
def with_its_parts(name):
    """Return the text of a template and of what it includes, which sees what it imports."""
    text = TEMPLATES.get(name, "")
    parts = re.findall(r"""include\s+["']([^"']+)["']""", text)
    return FROM.sub("", text) + "".join(with_its_parts(part) for part in parts)


def test_every_macro_is_called_and_every_import_used():
    for name, text in TEMPLATES.items():
        for macro in re.findall(r"\{%-?\s*macro (\w+)\(", text):
            uses = len(re.findall(rf"\b{macro}\b", PAGES))
            assert uses > 1, f"nothing calls {macro} of templates/{name}: remove it"
        for one in imported(text):
            assert re.search(rf"\b{one}\b", with_its_parts(name)), (
                f"templates/{name} imports {one} and does not use it"
            )


def test_every_script_is_loaded_and_finds_what_it_looks_for():
    for name, text in SCRIPTS.items():
        assert re.search(rf"""["'/]{name}(?:\.js)?["']""", PAGES), f"no page loads {name}.js"
        for attribute in set(re.findall(r"\[(data-[\w-]+)", text)):
            own = attribute.removeprefix("data-")
            is_set_here = re.search(rf"dataset\.{own}\b", text)
            assert is_set_here or attribute in PAGES + CODE, f"{name}.js looks for {attribute}"
