"""What the office knows of a nation is a document; its page is one way to write it."""

from planner.choices import NationTier
from planner.partners.nation_document import nation_document
from planner.presenters.table import Column, Table
from planner.shapes.document import Chart, Document, Fact, Note, Point
from planner.shapes.figure import Rate
from tests.factories import make_nation

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
