"""The form of an event: its sections are links, what is chosen comes before what may be added."""

import re

from tests.factories import make_event, make_objective


def test_sections_are_links_and_save_stands_once(client_as):
    page = client_as("planner").get("/events/new")
    box = page.html.partition('class="form-sections')[2].partition("</nav>")[0]
    names = re.findall(r'href="#part-(\w+)"', box)
    assert names == ["what", "when", "who", "objectives", "kind", "why"]
    for name in names:
        assert page.html.count(f'id="part-{name}"') == 1, name
    assert page.html.count(">Save event</button>") == 1


def test_chosen_objectives_stand_before_those_that_may_be_added(client_as):
    chosen = make_objective(name="Chosen before")
    other = make_objective(name="May be added", line=chosen.line)
    event = make_event(["FR"], [chosen])
    planner = client_as("planner")
    page = planner.get(f"/events/{event.id}/edit").html
    shown, _fold, added = page.partition('id="part-objectives"')[2].partition(
        "Add an objective</summary>"
    )
    assert "Chosen before" in shown and "May be added" not in shown
    assert "May be added" in added.partition("</details>")[0]
    new = planner.get(f"/events/new?objective={other.id}").html.partition('id="part-objectives"')[2]
    assert new.index("May be added") < new.index("Add an objective</summary>")


def test_one_place_is_asked_for_and_more_are_folded(client_as):
    part = client_as("planner").get("/events/new").html.partition('id="part-when"')[2]
    first, _fold, further = part.partition("Add a place</summary>")
    assert first.count('name="place_0_town"') == 1
    assert "place_1_town" not in first
    assert 'name="more_places"' in further.partition("</details>")[0]
