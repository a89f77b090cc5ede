"""The rules of the house that someone could forget; each message says what to do instead."""

import ast
import re
from pathlib import Path

import pytest

from planner.choices import Role
from planner.reference.shipped_kinds import ShippedKind
from planner.viewers import PERMISSIONS
from planner.web.access import declared
from tests.house_rules import RULES, what_is_wrong_with_lengths
from tests.meaning import MODULES

pytestmark = pytest.mark.no_database

HOUSE = Path(__file__).parent.parent
PLANNER = HOUSE / "planner"
SOURCES = sorted(PLANNER.rglob("*.py"))
TEMPLATES = sorted((HOUSE / "templates").rglob("*.html"))


def name_of(path):
    return str(path.relative_to(PLANNER))


def room_of(path):
    parts = path.relative_to(PLANNER).parts
    return parts[0] if len(parts) > 1 else None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_module_keeps_to_the_rule(rule):
    breaches = [f"{one.name} {said}" for one in MODULES for said in sorted(set(rule(one)))]
    assert not breaches, "\n".join(breaches)


def test_no_page_asks_for_a_number_as_browsers_do():
    for path in TEMPLATES:
        assert 'type="number"' not in path.read_text(), (
            f"{path}: a browser throws away what it cannot read; use inputmode"
        )


def test_no_page_names_a_kind():
    codes = {kind.value for kind in ShippedKind if "_" in kind.value}
    for path in TEMPLATES:
        named = codes & set(re.findall(r"[a-z_]+", path.read_text()))
        assert not named, f"{path.name} names {named}: ask the family of the kind"


def test_keys_in_paths_have_their_own_converter():
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert "<int:" not in node.value, f"{name_of(path)}: write <id:…> in paths"


JOINS_HTML = {"web/markup.py", "benchmark/limits.py"}
ELEMENT = re.compile(
    r"(?<!P)</?(a|b|button|div|form|input|li|mark|option|p|small|span|t[dhr]|ul)[ />]"
)


def test_html_is_drawn_by_macros():
    """One file holds the pieces that no macro draws, and says why; a benchmark draws its limit."""
    for path in SOURCES:
        if name_of(path) in JOINS_HTML:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
            assert not (is_text and ELEMENT.search(node.value)), (
                f"{name_of(path)} holds HTML: draw it with a macro, or from planner.web.markup"
            )


def test_models_say_their_table_and_what_they_are():
    for path in [*PLANNER.rglob("models.py"), *PLANNER.rglob("models/*.py")]:
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ClassDef):
                assert ast.get_docstring(node), f"{node.name} needs a line on what it is"


def test_files_stay_readable():
    wrong = list(what_is_wrong_with_lengths(MODULES))
    assert not wrong, "\n".join(wrong)


SAY_PATHS = {"get", "post", "route", "Blueprint", "beside_the_list", "without_session", "MenuItem"}
"""What declares a path of ours, or compares one with the path that was asked for."""
KNOWN_PATHS = {
    "accounts/security.py": {"/sign-in", "/unused/sign-out", "/unused/verify", "/unused/static"},
    "objectives/outside_views.py": {"/give/"},
    "web/packable.py": {"/f/"},
    "web/request_ids.py": {"/f/…", r"/f/[^/\s?]+"},
    "web/trouble_pages.py": {"/f/", "/health"},
}


def fixed_addresses(path):
    """Yield the texts of a file that are an address of ours, but for those that declare one."""
    tree = ast.parse(path.read_text())
    declared_here = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rsplit(".", 1)[-1] in SAY_PATHS:
            declared_here |= {id(part) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            is_path = re.match(r"/[a-zA-Z]", node.value) or '="/' in node.value
            if is_path and id(node) not in declared_here:
                yield node.value
        elif isinstance(node, ast.Call) and re.match(r"redirect\(f?['\"]", ast.unparse(node)):
            yield ast.unparse(node)


def test_no_address_is_written_out():
    """Below a path of a host every one of them would lead out of the product."""
    for path in SOURCES:
        if room_of(path) not in {"benchmark", "sample"}:
            found = set(fixed_addresses(path)) - KNOWN_PATHS.get(name_of(path), set())
            assert not found, f"{name_of(path)} holds {found}: ask url_for"
    for path in TEMPLATES:
        found = re.findall(r"""["']/[a-z][^"']*|=["']/["']""", path.read_text())
        assert set(found) <= {'="/"'} and not re.search(
            r"(?:href|src|action)=[\"']/", path.read_text()
        ), f"{path.name} holds {found}: ask url_for"
    for path in (HOUSE / "static").rglob("*.*s"):
        text = re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text(), flags=re.S)
        found = re.findall(r"""(?:["'`]|url\()/[a-z][^"'`)]*""", text)
        assert not found, f"{path.name} holds {found}: read it from a data attribute"


def test_every_view_declares_who_may_call_it(app):
    for rule in app.url_map.iter_rules():
        assert declared(app, rule.endpoint) is not None, (
            f"{rule.endpoint} ({rule.rule}) declares nobody: decorate it with @may(…)"
        )


def test_every_address_that_is_written_names_a_page_there_is(app):
    known = {rule.endpoint for rule in app.url_map.iter_rules()}
    written = re.compile(r"""url_for\(\s*["']([a-z_]+(?:\.[a-z_]+)?)["']""")
    for path in [*SOURCES, *TEMPLATES]:
        unknown = set(written.findall(path.read_text())) - known
        assert not unknown, f"{path.name} leads to {unknown}, which no room has"


def test_paths_are_kebab_case_and_parameters_typed(app):
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "static":
            continue
        bare = re.sub(r"<[^>]+>", "", rule.rule)
        assert bare == bare.lower(), f"{rule.rule}: lower case only"
        assert "_" not in bare, f"{rule.rule}: use a hyphen"


def test_permissions_name_known_roles():
    for permission, roles in PERMISSIONS.items():
        assert roles <= frozenset(Role), permission


def strip_code(source):
    """Return the words of a template that stand outside tags, comments and expressions."""
    source = re.sub(r"\{#.*?#\}", " ", source, flags=re.S)
    source = re.sub(r"\{%-?\s*trans.*?endtrans\s*-?%\}", " ", source, flags=re.S)
    source = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", source, flags=re.S)
    source = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", source, flags=re.S)
    return re.sub(r"<[^>]*>", "\n", source)


FORBIDDEN = {
    r" style=": "use a class: the content policy forbids style=",
    r"\son\w+=": "put the behaviour into a module in static/js",
    r"<script(?![^>]*\bsrc=)": "no inline script",
    r'action=""': "leave action out: the form goes to its own address",
    r"\|safe": "escape at the edge, mark nothing safe",
}


@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_templates_hold_no_style_or_script_of_their_own(pattern):
    found = [named(path) for path in TEMPLATES if re.search(pattern, path.read_text())]
    assert not found, f"{found}: {FORBIDDEN[pattern]}"


def test_templates_hold_no_sentence_that_is_not_translated():
    for path in TEMPLATES:
        for line in strip_code(path.read_text()).splitlines():
            words = re.findall(r"[A-Za-z]{3,}", re.sub(r"&\w+;", "", line))
            assert len(words) < 2, f"{named(path)}: “{line.strip()}” is not translated: use _()"


def test_sentences_of_templates_have_the_apostrophe_of_print():
    for path in TEMPLATES:
        for line in re.findall(r'_\("([^"]*)"', path.read_text()):
            assert not re.search(r"[A-Za-z]'[A-Za-z]", line), f"{named(path)}: “{line}”: write ’"


def test_attributes_that_are_read_aloud_are_translated():
    for path in TEMPLATES:
        source = re.sub(r"\{#.*?#\}", " ", path.read_text(), flags=re.S)
        for attribute in ("aria-label", "title", "placeholder", "alt"):
            for value in re.findall(rf'\s{attribute}="([^"{{]*)', source):
                assert not re.search(r"[A-Za-z]{3,}", value), (
                    f"{named(path)}: {attribute}={value!r}: wrap it in _()"
                )


def named(path):
    return str(path.relative_to(HOUSE))


def test_nothing_names_a_package_index_or_a_machine():
    for path in [*HOUSE.glob("*.*"), *HOUSE.glob("docs/**/*.md"), HOUSE / ".ci" / "run"]:
        if path.is_file():
            text = path.read_text(errors="ignore")
            assert not re.search(r"https?://[^ ]*(pythonhosted|pypi|npmjs)", text), path


def test_browser_tests_wait_for_what_they_assert():
    reads = "count|is_checked|is_visible|is_hidden|is_enabled|inner_text|text_content|input_value"
    for path in (HOUSE / "tests" / "browser").glob("*.py"):
        text = path.read_text()
        assert not re.search(rf"assert .*\.({reads})\(", text), (
            f"{path.name}: expect(…) waits for the state; an assert on a read sees the page before"
        )
        assert not re.search(r"wait_for_timeout|sleep\(|timeout=\d", text), (
            f"{path.name}: wait for a state, with the PATIENCE of conftest.py"
        )


def test_a_test_stops_the_clock_inside_its_own_module():
    """A module first read while `clock.now` is another would keep that one for the tests after."""
    for path in (HOUSE / "tests").rglob("*.py"):
        assert not re.search(r"setattr\(\s*clock, \"(now|today)\"", path.read_text()), (
            f"{path.name}: let `clock.datetime` be another, as `clock_at` does"
        )
