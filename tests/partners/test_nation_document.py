"""What the office knows of a nation is a document; its page is one way to write it."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import g
from markupsafe import escape
from sqlalchemy import select

from planner.choices import EventState, Marking, NationTier, Role
from planner.clock import today
from planner.db import db
from planner.outcomes.models import FollowUp
from planner.partners.nation_document import nation_document
from planner.partners.queries import contact_limit
from planner.presenters.cell import bare
from planner.presenters.table import Column, Table
from planner.shapes.document import Chart, Document, Fact, Note, Onward, Point
from planner.shapes.figure import Duration, Rate
from planner.viewers import EVERYTHING, acting_as
from planner.web.cells import cell
from planner.web.markings import banner_marking
from planner.web.panels import sections_of
from tests.factories import (
    make_event,
    make_follow_up,
    make_nation,
    make_objective,
    make_outcome,
    make_requirement,
    make_user,
    make_way,
)

PAPER = """{% from "macros/document.html" import document %}
{{ document(told, "Facts", heading or "") }}"""
PAGE = PAPER.replace('"")', '"", is_page=True)')


def test_the_page_of_a_nation_says_what_its_document_holds(client_as):
    nation = make_nation("FR", tier=NationTier.A, desk="Europe", limit_days=90)
    make_way("FR", "Shake hands.\nSit late.")
    with client_as("viewer").app.test_request_context():
        told = nation_document(nation, [], 90)
    facts = {str(fact.label): str(fact.value) for fact in told.known_facts}
    assert facts["Reminder after"] == "90 days without contact"
    assert "Partner groups" not in facts
    page = client_as("viewer").get("/nations/FR").text
    for words in (told.title, *facts, *facts.values(), "Customs and courtesies", "Sit late."):
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
        (Onward("Where more is", "/more"),),
    )
    with app.test_request_context():
        html, page = (
            app.jinja_env.from_string(one).render(told=told, heading="Customs")
            for one in (PAPER, PAGE)
        )
    assert "Marking: OFFICIAL" in html
    assert "75 %" in html
    assert "&lt;b&gt;" in html
    assert "<b>" not in html
    assert "Desk" not in html
    assert "Where more is" not in html, "paper cannot be pressed"
    assert 'href="/more"' in page and "Marking: OFFICIAL" not in page
    assert 'max="6.0" value="6"' in html
    assert "/r?x=1&amp;y" in html
    assert html.index("By year") < html.index("Lines")
    assert "Nothing is noted yet." in html


SECTIONS = (
    *(
        "Customs and courtesies",
        "In short",
        "Wanted in",
        "Balance",
        "People",
        "Events",
        "Agreements",
    ),
    *("Open promises", "Last outcomes", "In the press", "Commitments"),
)


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
        told = nation_document(lived, [], 90, sections_of("nation", lived), Marking.OFFICIAL)
        titles = [str(one.title) for one in told.sections]
        balance = {str(fact.label): fact for one in told.sections for fact in one.facts}
        tables = {str(t.title): t for one in told.sections for t in one.tables}
        html = client.app.jinja_env.from_string(PAPER).render(told=told, heading="")
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


def on_paper(html):
    """Return what a page shows below its heading, without what is not printed."""
    kept = re.sub(r'(?s)<(p|form)[^>]* no-print".*?</\1>', "", html)
    kept = re.sub(r'(?s)<(p|ul) class="exports.*?</\1>', "", kept)
    return kept[kept.index('<div class="stack-gap">') : kept.index("<footer")]


def words_of(html):
    """Return the words of HTML, in their order."""
    return re.sub(r"<[^>]*>", " ", html).split()


@pytest.mark.parametrize("role", ["viewer", "planner", "country_desk"])
def test_the_page_is_drawn_from_the_document_and_prints_as_it(client_as, lived, role):
    user = make_user(roles=[Role(role)])
    make_way("FR", "Shake hands.")
    client = client_as(role, user=user)
    page = client.get("/nations/FR")
    with client.app.test_request_context("/nations/FR"), acting_as(db.session, user.as_viewer):
        g.viewer = user.as_viewer
        sections = sections_of("nation", lived)
        told = nation_document(lived, [], contact_limit(lived), sections, banner_marking())
        paper = client.app.jinja_env.from_string(PAPER).render(
            told=replace(told, marking=""), heading=""
        )
    assert words_of(on_paper(page.html)) == words_of(paper)
    assert page.text.count(f"{told.marking}") >= 2, "the banners say the marking of the document"
    for one in (onward for section in told.sections for onward in section.onward):
        assert one.href in page.links, one
    assert ("Plan an event" in page.text) == (role != "viewer")
    assert (f"/follow-ups/{key_of(lived)}/done" in page.html) == (role != "viewer")


def key_of(nation):
    """Return the key of the follow-up that was promised to a nation."""
    return db.session.scalars(
        select(FollowUp.id).where(FollowUp.promised_nation_code == nation.code)
    ).one()


def test_a_promise_is_closed_on_the_page_of_a_nation_and_the_step_undone(client_as, lived):
    client, key = client_as("country_desk"), key_of(lived)
    assert 'name="next" value="/nations/FR"' in client.get("/nations/FR").html
    closed = client.post(f"/follow-ups/{key}/done", {"next": "/nations/FR"})
    assert closed.location.endswith("/nations/FR")
    page = client.follow(closed)
    assert "Undo" in page.text and "Nothing is promised that is still owed." in page.text


def test_a_nation_with_nothing_to_tell_says_so_in_its_document(client_as):
    nation = make_nation("ID", is_partner=True)
    with client_as("viewer").app.test_request_context():
        g.viewer = EVERYTHING
        told = nation_document(nation, [], None, sections_of("nation", nation))
        empty = {str(one.title): str(one.absent) for one in told.sections if one.is_empty}
    assert empty["Open promises"] == "Nothing is promised that is still owed."
    assert empty["Events"] == "There has been no event yet."
