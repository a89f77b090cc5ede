"""The benchmark runs to its end, and measures nothing but what it says it measures."""

import json
import subprocess
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import Environment
from sqlalchemy import create_engine, text

from planner.benchmark.answers import Measured, OtherAnswer, check
from planner.benchmark.controls import forms_of
from planner.benchmark.flat import flat
from planner.benchmark.limits import STATEMENTS, thin_client
from planner.benchmark.measurement import Measurement, table
from planner.benchmark.office import FilledOffice
from planner.benchmark.raw_save_views import check_same
from planner.benchmark.thin_views import check_alike
from planner.benchmark.written_rows import Writing

ROOT = Path(__file__).parent.parent
OPENED = {
    *("event list, 50 rows", "event list, filtered", "event page", "event form, new"),
    *("My desk", "month", "search, all kinds", "people", "nation page", "coverage of a year"),
    *("gaps of a year", "figures of a year", "CSV of all rows", "event form, edit", "quick log"),
}
FEEDS = {"feed, cold", "feed, unchanged", "feed, If-None-Match", "feed, after one edit"}
SAVES = {"saving, quick log", "saving, event form"}
PAGE = '<form><input name="state"><select name="kind"><option></select></form><i class="chip">'

pytestmark = pytest.mark.no_database


def test_the_benchmark_measures_each_operation_beside_its_limit(tmp_path):
    """It ends with an error where an address does not answer, or not what is claimed of it."""
    told = tmp_path / "figures.json"
    few = ["--events", "100", "--rounds", "1"]
    command = [sys.executable, "-m", "planner.benchmark", *few, "--json", str(told)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    figures = {figure["operation"]: figure for figure in json.loads(told.read_text())}
    memory = figures.keys() - OPENED - FEEDS - SAVES - {"coverage, computed"}
    assert figures.keys() > OPENED | FEEDS | SAVES | {"coverage, computed"} and len(memory) == 1
    assert all(name in done.stdout for name in figures)
    assert all(figure["limit"] > 0 and figure["ratio"] > 0 for figure in figures.values())
    assert all(figures[name]["statements"] for name in OPENED | SAVES)
    assert all(figures[name]["kib"] > figures[name]["kib_compressed"] > 0 for name in OPENED)
    assert figures.keys() >= STATEMENTS.keys()


@pytest.fixture
def answer():
    """Return a function that answers a page of one form and one chip."""
    app = Flask("page")
    app.add_url_rule("/", "page", lambda: PAGE)
    return app.test_client().get


@pytest.mark.parametrize(
    ("address", "shows"),
    [
        ("/nowhere", {}),
        ("/?state=planned&by=quarter", {}),
        ("/?kind=meeting", {'class="chip': 2}),
        ("/?kind=meeting", {"Engagement": 1}),
    ],
    ids=["no page", "unknown parameter", "too few chips", "nothing of it"],
)
def test_what_is_not_the_answer_that_was_meant_is_not_measured(answer, address, shows):
    with pytest.raises(OtherAnswer):
        check(Measured("a page", address, shows), answer(address))


def test_an_answer_with_what_was_asked_for_is_measured(answer):
    address = "/?kind=meeting&state=planned"
    check(Measured("a page", address, {'class="chip': 1}), answer(address))


def test_a_form_is_filled_as_a_browser_fills_it():
    (form,) = forms_of(
        '<form method="post"><input name="a" value="1"><input type="checkbox" name="b" value="2">'
        '<input type="checkbox" name="b" value="3" checked><button name="c" value="4"></button>'
        '<select name="d"><option value="5"><option value="6" selected></select>'
        '<select name="e"><option value="7"><option value="8"></select>'
        "<textarea name=f>\ntext</textarea></form><input name=outside>"
    )
    assert form.names == set("abcdef")
    assert form.filled(a="9") == {"a": ["9"], "b": ["3"], "d": ["6"], "e": ["7"], "f": ["text"]}


def test_a_figure_says_whether_its_goal_is_met():
    near, far = (Measurement("list", "sqlite", 100, ms, limit=2, goal=1.5) for ms in (3, 4))
    unaimed = Measurement("list", "sqlite", 100, 4, limit=2)
    assert [one.is_met for one in (near, far, unaimed)] == [True, False, None]
    assert ["met" in table([one]) for one in (near, far)] == [True, False]


def test_a_flat_template_writes_the_same_page_with_every_value_by_an_expression():
    page = (
        '<!doctype html>\n<ul class="a">\n  <li> Ours &amp; theirs <a href="/?a=1&amp;b=2"'
        ' title="">7</a></li>\n</ul>\n'
    )
    template, words = flat(page, [7, "a"])
    assert words == ("Ours & theirs", "/?a=1&b=2")
    assert "Ours" not in template and template.count("{{") == 4
    drawn = Environment(autoescape=True, keep_trailing_newline=True).from_string(template)
    assert drawn.render(cells=(7, "a"), words=words) == page


@pytest.fixture
def engine(tmp_path):
    """Return a database of one person's session and one nation's one person."""
    made = create_engine(f"sqlite:///{tmp_path / 'thin.sqlite'}")
    opened = sha256(b"a key").hexdigest()
    with made.begin() as connection:
        for statement in (
            "CREATE TABLE user_account (id, name, active)",
            "CREATE TABLE open_session (user_id, key_hash)",
            "CREATE TABLE nation (code, name)",
            "CREATE TABLE person (id, rank, name, post, nation_code, name_key)",
            "INSERT INTO user_account VALUES (1, 'Planner', 1)",
            f"INSERT INTO open_session VALUES (1, '{opened}')",
            "INSERT INTO nation VALUES ('ID', 'Indonesia')",
            "INSERT INTO person VALUES (1, 'Major', 'O’Officer', 'Chief', 'ID', 'officer')",
        ):
            connection.execute(text(statement))
    return made


def test_a_limit_answers_the_viewer_of_the_cookie_and_nobody_else(engine):
    office = FilledOffice(100, date(2026, 5, 1), 1, ())
    page = "<title>People</title><p>O’Officer, <b>Indonesia</b> for Planner</p>"
    client = thin_client(engine, office, "a key", "people", page)
    assert client.get("/").text == page
    with client.session_transaction() as session:
        session["_user_id"] = "another"
    assert client.get("/").status_code == 403


@pytest.mark.parametrize(
    ("operation", "thin", "answer"),
    [
        ("people", "<p>much less</p>", "<p>what the product says</p>"),
        ("CSV of all rows", "a,b\n1,2\n", "a,b\n1,2\n3,4\n"),
        ("CSV of all rows", "a,b\n1,2\n", "a,b,c\n1,2,3\n"),
    ],
    ids=["smaller page", "fewer rows", "fewer columns"],
)
def test_a_limit_that_answers_less_is_no_limit(operation, thin, answer):
    with pytest.raises(OtherAnswer):
        check_alike(operation, thin, answer)


def test_lines_below_the_table_of_a_file_are_not_counted():
    check_alike("CSV of all rows", "a,b\n1,2\n", "a,b\n1,2\n\nRapport\n")


def test_a_limit_that_writes_fewer_rows_than_the_save_is_none():
    wanted = Writing({"event": [{}], "history_entry": [{}, {}]}, {})
    check_same(wanted, Writing({"event": [{}], "history_entry": [{}, {}]}, {}))
    with pytest.raises(OtherAnswer, match="history_entry"):
        check_same(wanted, Writing({"event": [{}], "history_entry": [{}]}, {}))
