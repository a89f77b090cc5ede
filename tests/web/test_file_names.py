"""A file is saved under its name, whatever script or signs the name is written in."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.http import parse_options_header

from planner.choices import EventState
from planner.web import tables
from planner.web.filenames import attachment, file_name
from tests.closed_periods import close_last_year
from tests.factories import make_event, make_objective, make_own_nation, make_person

ARABIC, CHINESE = "المغرب", "中华人民共和国"
NAMES = [
    ARABIC,
    CHINESE,
    'Côte d’Ivoire "north"',
    "a\r\nSet-Cookie: b=c",
    "../../etc/passwd",
    "CON\x00\u202egnp",
    "\ud800half",
    "ф" * 400,
    "…",
    "",
]


def named(header):
    """Return the name that a browser saves under, and the one that an old program reads."""
    kind, options = parse_options_header(header)
    assert kind == "attachment"
    plain = re.search(r'filename="([^"]*)"', header)[1]
    return options["filename"], plain


@pytest.mark.no_database
@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_one_line_of_ascii_and_says_the_whole_name(name):
    header = attachment(f"{name}.csv")
    whole, plain = named(header)
    assert header.isascii()
    assert header.isprintable()
    assert whole == file_name(f"{name}.csv")
    assert whole.endswith(".csv")
    assert plain.endswith(".csv")
    assert not re.search(r'[\\/:*?"<>|\x00-\x1f]', whole + plain)
    assert len(whole.encode()) <= 255
    assert len(whole) > len(".csv") < len(plain)


@pytest.mark.no_database
def test_letters_stay_as_they_are():
    assert named(attachment(f"{ARABIC}.ics")) == (f"{ARABIC}.ics", "file.ics")
    assert named(attachment(f"events {CHINESE}.csv")) == (f"events {CHINESE}.csv", "events.csv")
    assert named(attachment("Côte.xlsx")) == ("Côte.xlsx", "Cote.xlsx")
    assert attachment("events-1.csv") == 'attachment; filename="events-1.csv"'


@pytest.mark.no_database
@given(st.text())
def test_every_text_names_a_file(text):
    header = attachment(f"{text}.csv")
    header.encode("latin-1")
    assert named(header)[0].endswith(".csv")


@pytest.mark.parametrize("name", [ARABIC, 'd’Ivoire "x"\r\nX: y'])
def test_every_download_takes_a_name_in_any_script(app, client_as, monkeypatch, name):
    make_own_nation()
    make_person("FR")
    event = make_event(objectives=[make_objective()], state=EventState.EXECUTED)
    told = []

    def called(filename):
        told.append(filename)
        stem, dot, suffix = filename.rpartition(".")
        return attachment(f"{stem} {name}{dot}{suffix}")

    monkeypatch.setattr(tables, "attachment", called)
    clients = [client_as("country_desk"), client_as("administrator")]
    closed = close_last_year(client_as)
    for rule in app.url_map.iter_rules():
        is_file = rule.rule.endswith((".ics", ".<suffix>")) and "GET" in rule.methods
        if not is_file or rule.endpoint == "calendars.feed":
            continue
        url = rule.rule.replace("<id:event_id>", str(event.id)).replace("<suffix>", "csv")
        url = url.replace("<string(length=2):code>", "FR")
        url = url.replace("<id:closed_id>/<report>", f"{closed}/figures")
        url += "?of=owed-late" if "rows" in url else ""
        page = clients["history" in url].get(url)
        assert page.status == 200, url
        if name == ARABIC:
            assert name in named(page.headers["Content-Disposition"])[0], url
        assert "X" not in page.headers, url
    reason = {"reason": "Seating at dinner", "suffix": "csv"}
    assert clients[0].post("/people/export", reason).status == 200
    assert len(told) > 15
