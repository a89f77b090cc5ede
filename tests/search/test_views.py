"""The search page: grouped, with passages, and nothing that the viewer may not see."""

from planner.choices import Marking
from tests.factories import (
    make_event,
    make_follow_up,
    make_organisation,
    make_outcome,
    make_person,
)


def make_harbour_rows(partner="FR", marking=Marking.PUBLIC):
    event = make_event(
        title=f"Harbour visit {partner}",
        summary="x " * 30 + "deep harbour",
        partners=[partner],
        marking=marking,
    )
    make_outcome(events=[event], title=f"Harbour access {partner}")
    make_follow_up(event=event, what=f"Harbour plans {partner}")
    make_person(name=f"Harbour Master {partner}", nation=partner)
    make_organisation(name=f"Harbour Office {partner}", nation=partner)
    return event


def test_results_are_grouped_and_the_words_marked(client_as):
    event = make_harbour_rows()
    page = client_as("planner").get("/search?q=harb")
    for words in ("Events", "People", "Organisations", "Outcomes", "Follow-ups"):
        assert words in page.text
    assert "<mark>Harbour</mark>" in page.html
    assert "… x x" in page.text
    assert f"/events/{event.id}" in page.links


def test_hidden_rows_are_in_no_group_and_no_number(client_as):
    make_harbour_rows("FR")
    make_harbour_rows("ID")
    make_harbour_rows("FR", Marking.OFFICIAL_SENSITIVE)
    planner = client_as("planner", nations=["FR"], ceiling=Marking.OFFICIAL)
    page = planner.get("/search?q=harbour")
    for hidden in ("visit ID", "access ID", "plans ID", "Master ID"):
        assert hidden not in page.text.replace("Harbour ", "")
    assert page.html.count("/outcomes/") - page.html.count('"/outcomes/"') == 1
    assert "Outcomes 1" in page.text
    assert "Events 1" in page.text


def test_people_are_found_only_by_those_who_work_with_them(client_as):
    make_person(name="Harbour Master")
    assert "Harbour" in client_as("planner").get("/search?q=master").html
    viewer = client_as("viewer")
    assert "Nothing was found" in viewer.get("/search?q=master").text
    assert viewer.get("/search?q=master&kind=person").status == 404


def test_every_result_can_be_reached(client_as):
    for _ in range(120):
        make_outcome(title="Harbour")
    client = client_as("viewer")
    page = client.get("/search?q=harbour")
    assert "Show all 120" in page.text
    url, seen = "/search?q=harbour&kind=outcome", set()
    for _ in range(3):
        page = client.get(url)
        seen |= {link for link in page.links if link.startswith("/outcomes/") and link[10:]}
        url = next((link for link in page.links if "after=" in link), None)
    assert len(seen) == 120
    assert url is None


def test_what_is_typed_comes_back_escaped(client_as):
    make_event(title="<b>Bold</b> & Brave")
    page = client_as("viewer").get("/search?q=%3Cscript%3Ealert%281%29 bold")
    assert "<script>alert" not in page.html
    page = client_as("viewer").get("/search?q=bold")
    assert "<b>Bold" not in page.html
    assert "<b>Bold</b> & Brave" in page.text


def test_empty_and_mangled_searches_say_what_to_do(client_as):
    client = client_as("viewer")
    assert "What are you looking for?" in client.get("/search").text
    assert "no word to look for" in client.get("/search?q=%22*%28").text
    assert "Nothing was found" in client.get("/search?q=nothing").text
    assert client.get("/search?q=a&kind=nonsense").status == 404
    assert client.get("/search?q=a&kind=outcome&after=WzFd").status == 400


def test_nobody_searches(client_as):
    assert client_as(None).get("/search?q=a").status == 303


def test_the_page_carries_the_highest_marking_of_the_events_behind_it(client_as):
    event = make_event(title="Quiet", marking=Marking.OFFICIAL_SENSITIVE)
    make_outcome(events=[event], title="Harbour")
    client = client_as("viewer")
    assert "OFFICIAL-SENSITIVE" in client.get("/search?q=harbour").text
    assert "OFFICIAL-SENSITIVE" in client.get("/search?q=harbour&kind=outcome").text
