"""What the office knows of a nation is a document; its page is one way to write it."""

from datetime import date, timedelta

import pytest
from flask import g
from markupsafe import escape

from planner.choices import EventState, Marking, NationTier
from planner.clock import today
from planner.partners.nation_document import nation_document
from planner.presenters.cell import bare
from planner.presenters.table import Column, Table
from planner.shapes.document import Chart, Document, Fact, Note, Point
from planner.shapes.figure import Duration, Rate
from planner.viewers import EVERYTHING
from planner.web.cells import cell
from planner.web.panels import sections_in, shown_panels
from tests.factories import (
    make_event,
    make_follow_up,
    make_nation,
    make_objective,
    make_outcome,
    make_requirement,
    make_user,
)

PAGE = """{% from "macros/document.html" import document %}
{% call document(told, "Facts", "Notes") %}further{% endcall %}"""


def test_the_page_of_a_nation_says_what_its_document_holds(client_as):
    nation = make_nation(
        "FR", tier=NationTier.A, desk="Europe", limit_days=90, customs="Shake hands.\nSit late."
    )
    with client_as("viewer").app.test_request_context():
        told = nation_document(nation, [], 90)
    facts = {str(fact.label): str(fact.value) for fact in told.known_facts}
    assert facts["Reminder after"] == "90 days without contact"
    assert "Partner groups" not in facts
    assert [note.text for note in told.written_notes] == ["Shake hands.\nSit late."]
    page = client_as("viewer").get("/nations/FR").text
    for words in (told.title, *facts, *facts.values(), "Customs to know", "Sit late."):
        assert words in page
    assert "Days to avoid" not in page


def test_a_document_is_written_whole_and_escaped(app):
    told = Document(
        "Visit",
        "OFFICIAL",
        (Fact("Kept", Rate(3, 4)), Fact("Desk", ""), Fact("Nation", "<b>")),
        (Table("Lines", (Column("What"),), [("A",)]),),
        (Chart("By year", "events", (Point("2030", 6, "/r?x=1&y"), Point("2031", None))),),
        (Note("Then", ""),),
    )
    with app.test_request_context():
        html = app.jinja_env.from_string(PAGE).render(told=told)
    assert "Marking: OFFICIAL" in html
    assert "75 %" in html
    assert "&lt;b&gt;" in html
    assert "<b>" not in html
    assert "Desk" not in html
    assert "further" in html
    assert 'max="6.0" value="6"' in html
    assert "/r?x=1&amp;y" in html
    assert html.index("By year") < html.index("Lines")
    assert "Nothing is noted yet." in html


SECTIONS = ("Balance", "Events", "Wanted in", "Open promises", "Last outcomes")


@pytest.fixture
def lived():
    """Return a nation of which every room has something to tell."""
    day = today() - timedelta(days=40)
    nation = make_nation("FR", is_partner=True, tier=NationTier.A)
    objective = make_objective(code="T1", name="Trust")
    objective.line.plan.starts_on = date(day.year - 1, 1, 1)
    objective.line.plan.ends_on = date(day.year + 2, 12, 31)
    held = make_event(["FR"], [objective], day, title="Talks held", state=EventState.CLOSED)
    make_event(["FR"], [objective], today() + timedelta(days=9), title="Talks ahead")
    make_follow_up(held, make_user(), what="Send the map", promised_nation_code="FR")
    make_outcome(objective, [held], title="A door opened")
    make_requirement(objective, "FR", today().year, 3)
    return nation


def words_in(section):
    """Return what a section tells: values of its facts and the cells of its tables."""
    cells = [one for table in section.tables for row in table.rows for one in row]
    return [cell(bare(one)) for one in cells if bare(one) not in (None, "")]


def test_what_panels_show_of_a_nation_is_part_of_its_document(client_as, lived):
    client = client_as("country_desk")
    with client.app.test_request_context():
        g.viewer = EVERYTHING
        panels = shown_panels("nation", lived)
        told = nation_document(lived, [], 90, sections_in(panels), Marking.OFFICIAL)
        titles = [str(one.title) for one in told.sections]
        balance = {str(fact.label): fact for fact in told.sections[0].facts}
        tables = {str(t.title): t for one in told.sections for t in one.tables}
        html = client.app.jinja_env.from_string(PAGE).render(told=told)
        words = [one for section in told.sections for one in words_in(section)]
    page = client.get("/nations/FR").text
    assert len(titles) == len(SECTIONS) == len([t for t in SECTIONS if t in " ".join(titles)])
    assert (balance["Executed"].value, balance["Days since"].value) == (1, Duration(38))
    assert {"Coming up", "Most recent", "Open promises", "Last outcomes"} <= set(tables)
    assert isinstance(bare(tables["Open promises"].rows[0][1]), date)
    for said in (*titles, "Talks held", "Talks ahead", "Send the map", "A door opened"):
        assert said in page, said
    for said in (*titles, *words):
        assert str(escape(said)) in html, said
    assert "Marking: OFFICIAL" in html
    assert "<form" not in html


def test_a_nation_with_nothing_to_tell_says_so_in_its_document(client_as):
    nation = make_nation("ID", is_partner=True)
    with client_as("viewer").app.test_request_context():
        g.viewer = EVERYTHING
        told = nation_document(nation, [], None, sections_in(shown_panels("nation", nation)))
        empty = {str(one.title): str(one.absent) for one in told.sections if one.is_empty}
    assert empty["Open promises"] == "Nothing is promised that is still owed."
    assert empty["Events"] == "There has been no event yet."
