"""The rules of the house that someone could forget; each message says what to do instead."""

import ast
import re
from pathlib import Path

import pytest

from planner.choices import Role
from planner.rooms import ROOMS
from planner.viewers import PERMISSIONS
from planner.web.access import declared

pytestmark = pytest.mark.no_database

HOUSE = Path(__file__).parent.parent
PLANNER = HOUSE / "planner"
SOURCES = sorted(PLANNER.rglob("*.py"))
TEMPLATES = sorted((HOUSE / "templates").rglob("*.html"))
MAY_SELECT = re.compile(
    r"((queries|visibility|measures|filtering|conditions|textsearch)\.py"
    r"|last_use\.py|rendering\.py|forgetting\.py|index_faults\.py)$"
)
LOWEST = ("choices", "presenters", "reference", "server", "shapes", "text")
MAY_COMMIT = {"web/forms.py", "cli.py", "jobs/running.py"}
REQUEST_NAMES = {"request", "session", "g", "current_app"}


def name_of(path):
    return str(path.relative_to(PLANNER))


def room_of(path):
    parts = path.relative_to(PLANNER).parts
    return parts[0] if len(parts) > 1 else None


def imports(path):
    """Yield (module, names) of every import in a file."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, set()


def calls(path):
    """Yield the names of what a file calls: `select`, `db.session.commit` as `commit`, …"""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.func.id, node
            elif isinstance(node.func, ast.Attribute):
                yield "." + node.func.attr, node


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_room_imports_its_own_step_or_lower_ones(path):
    room = room_of(path)
    if room not in ROOMS:
        return
    for module, _names in imports(path):
        other = module.removeprefix("planner.").split(".")[0]
        if module.startswith("planner.") and other in ROOMS:
            assert ROOMS.index(other) <= ROOMS.index(room), (
                f"{name_of(path)} imports {module}: let {other} register a panel, gate or "
                "condition instead"
            )


def test_the_lowest_modules_know_no_room():
    lowest = (path for name in LOWEST for path in (PLANNER / name).rglob("*.py"))
    for path in [*PLANNER.glob("*.py"), *lowest]:
        if path.name in {"cli.py", "rooms.py", "app.py", "commands.py", "benchmark.py"}:
            continue
        for module, _names in imports(path):
            other = module.removeprefix("planner.").split(".")[0]
            assert other not in ROOMS, f"{name_of(path)} imports {module}: turn the arrow round"


def test_measures_know_no_report():
    for path in (PLANNER / "reports" / "measures").glob("*.py"):
        for module, _names in imports(path):
            asked = module.removeprefix("planner.reports.").split(".")[0]
            assert asked not in {"coverage", "figures", "gaps", "indicators", "behind"}, (
                f"{name_of(path)} imports {module}: let the report ask the measure"
            )


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_selects_and_commits_stay_behind_their_doors(path):
    name = name_of(path)
    for called, _node in calls(path):
        if called == "select" and not (MAY_SELECT.search(name) or room_of(path) == "reports"):
            raise AssertionError(f"{name} selects: move the question to queries.py")
        if called == ".commit" and name not in MAY_COMMIT and not is_command(path):
            raise AssertionError(f"{name} commits: let form.submit do it")


def is_command(path):
    return (
        path.name in {"commands.py", "last_use.py", "rendering.py", "forgetting.py"}
        or "benchmark" in path.parts[-2:][0]
    )


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_only_the_web_edge_knows_the_request(path):
    at_edge = path.name.endswith("views.py") or room_of(path) == "web" or path.name == "app.py"
    for module, names in imports(path):
        if module == "flask" and not at_edge:
            found = names & (REQUEST_NAMES - {"current_app"})
            assert not found, f"{name_of(path)} imports {found}: hand the value in from the view"


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_the_clock_is_read_in_one_place(path):
    if path.name == "clock.py":
        return
    for called, node in calls(path):
        if called in {".now", ".today", ".utcnow"} and isinstance(node.func.value, ast.Name):
            assert node.func.value.id not in {"datetime", "date"}, (
                f"{name_of(path)} reads the clock: use planner.clock in the view, pass it down"
            )
    is_model = path.name == "models.py" or path.parent.name == "models"
    below_views = is_model or path.name in {"actions.py", "queries.py", "forms.py"}
    if below_views:
        assert all(module != "planner.clock" for module, _ in imports(path)), (
            f"{name_of(path)} asks the clock: take the moment as an argument"
        )


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_wtforms_stays_in_forms(path):
    is_form = path.name.endswith(("forms.py", "fields.py")) or room_of(path) in {"web"}
    for module, _names in imports(path):
        if module.split(".")[0] in {"wtforms", "flask_wtf"}:
            assert is_form or path.name in {"app.py", "security.py"}, (
                f"{name_of(path)} imports {module}: put the field into forms.py"
            )


NUMBER_FIELDS = {
    "DateField",
    "DateTimeField",
    "DateTimeLocalField",
    "DecimalField",
    "DecimalRangeField",
    "FloatField",
    "IntegerField",
    "IntegerRangeField",
    "MonthField",
    "NumberInput",
    "TimeField",
    "WeekField",
}
READS_FILES = {
    "text/reading.py",
    "history/waiting.py",
    "web/paging.py",
    "reference/catalogue.py",
    "partners/seeding.py",
}


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_what_was_typed_is_read_in_one_place(path):
    """`int("²")`, `int("1_000")`, 2 to the 63rd, `1e999999999` and 9999-12-31 all once broke."""
    name = name_of(path)
    if name.startswith(("sample/", "benchmark/")) or name == "web/number_fields.py":
        return
    for module, names in imports(path):
        found = names & NUMBER_FIELDS if module.startswith("wtforms") else set()
        assert not found, f"{name} imports {found}: use those of planner.web.number_fields"
    for called, node in calls(path):
        if called in {".isdigit", ".isdecimal", ".isnumeric"} and name != "config.py":
            allowed = "isascii" in ast.unparse(node.func.value)
            assert allowed, f"{name} asks {called}: read the text with planner.text.reading"
        for keyword in node.keywords:
            is_bare = ast.unparse(keyword.value) in {"int", "float", "date.fromisoformat"}
            assert not (keyword.arg in {"coerce", "type"} and is_bare), (
                f"{name} reads with {ast.unparse(keyword.value)}: use planner.text.reading"
            )
        if called in {"int", "float", ".fromisoformat"}:
            source = ast.unparse(node)
            assert "request." not in source, f"{name} reads {source}: use planner.text.reading"
        if called == ".loads" and ast.unparse(node.func) == "json.loads":
            assert name in READS_FILES, f"{name} reads JSON: use planner.text.reading.json_object"


def test_there_is_one_field_for_numbers():
    """Money was read otherwise than counts, and “1,000” was stored as 1."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef):
                bases = {ast.unparse(base).rsplit(".", 1)[-1] for base in node.bases}
                assert not bases & {"NumberField", "DayField", "TimeOfDayField"}, (
                    f"{name_of(path)} makes {node.name}: give NumberField what it needs"
                )
    for path in TEMPLATES:
        assert 'type="number"' not in path.read_text(), (
            f"{path}: a browser throws away what it cannot read; use inputmode"
        )


def test_keys_in_paths_have_their_own_converter():
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert "<int:" not in node.value, f"{name_of(path)}: write <id:…> in paths"


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_no_request_says_where_a_redirect_leads(path):
    """The target is an address of our own, or has been through `local_target`."""
    for called, node in calls(path):
        if called != "redirect":
            continue
        target = node.args[0]
        is_ours = isinstance(target, ast.Call | ast.Constant | ast.JoinedStr)
        source = ast.unparse(target)
        is_checked = source.startswith("local_target(") or "request." not in source
        assert (is_ours and is_checked) or name_of(path) == "web/access.py", (
            f"{name_of(path)} redirects to {source}: hand it to planner.web.targets.local_target"
        )


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_actions_change_rows_one_by_one(path):
    """Bulk statements go past the history and the calendar; only upkeep may use them."""
    if not path.name.endswith("actions.py"):
        return
    found = {called for called, _node in calls(path)} & {"update", "delete", "insert"}
    assert not found, f"{name_of(path)} uses {found}: change the mapped rows instead"


JOINS_HTML = {"web/markup.py", "reports/coverage/matrix.py", "benchmark/limits.py"}
ELEMENT = re.compile(
    r"(?<!P)</?(a|b|button|div|form|input|li|mark|option|p|small|span|t[dhr]|ul)[ />]"
)


def test_html_is_drawn_by_macros():
    """Two files put strings together, for speed, and say so; a benchmark draws its limit."""
    for path in SOURCES:
        if name_of(path) in JOINS_HTML:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
            assert not (is_text and ELEMENT.search(node.value)), (
                f"{name_of(path)} holds HTML: draw it with a macro, or from planner.web.markup"
            )


ANSWERS_A_REPORT = ("reports/", "objectives/", "web/")


def test_files_of_lists_are_made_from_their_declaration():
    """A page and its file had columns of their own once, and drifted apart."""
    for path in SOURCES:
        if not name_of(path).startswith(ANSWERS_A_REPORT):
            made = {called for called, _node in calls(path)} & {"respond_table", "Table"}
            is_shape = path.name.endswith("models.py") or "presenters/" in name_of(path)
            assert not made or is_shape, (
                f"{name_of(path)} makes a table: declare a RowList and answer with respond_list"
            )


def test_models_say_their_table_and_what_they_are():
    for path in [*PLANNER.rglob("models.py"), *PLANNER.rglob("models/*.py")]:
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ClassDef):
                assert ast.get_docstring(node), f"{node.name} needs a line on what it is"


def test_files_stay_readable():
    long = {name_of(p): n for p in SOURCES if (n := len(p.read_text().splitlines())) > 400}
    assert not long, f"split these by what they are about: {long}"


SAY_PATHS = {"get", "post", "route", "Blueprint", "beside_the_list", "without_session", "MenuItem"}
"""What declares a path of ours, or compares one with the path that was asked for."""
KNOWN_PATHS = {
    "accounts/security.py": {"/sign-in", "/unused/sign-out", "/unused/verify", "/unused/static"},
    "web/compression.py": {"/f/"},
    "web/errorpages.py": {"/f/…", r"/f/[^/\s?]+"},
    "web/troubles.py": {"/f/", "/health"},
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


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(HOUSE)))
def test_templates_hold_no_sentence_style_or_script_of_their_own(path):
    source = path.read_text()
    assert " style=" not in source, "use a class: the content policy forbids style="
    assert not re.search(r"\son\w+=", source), "put the behaviour into a module in static/js"
    assert not re.search(r"<script(?![^>]*\bsrc=)", source), "no inline script"
    assert 'action=""' not in source, "leave action out: the form goes to its own address"
    assert "|safe" not in source, "escape at the edge, mark nothing safe"
    for line in strip_code(source).splitlines():
        words = re.findall(r"[A-Za-z]{3,}", re.sub(r"&\w+;", "", line))
        assert len(words) < 2, f"“{line.strip()}” is not translated: wrap it in _()"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(HOUSE)))
def test_attributes_that_are_read_aloud_are_translated(path):
    source = re.sub(r"\{#.*?#\}", " ", path.read_text(), flags=re.S)
    for attribute in ("aria-label", "title", "placeholder", "alt"):
        for value in re.findall(rf'\s{attribute}="([^"{{]*)', source):
            assert not re.search(r"[A-Za-z]{3,}", value), f"{attribute}={value!r}: wrap it in _()"


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
