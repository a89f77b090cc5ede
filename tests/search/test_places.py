"""Pages and actions are found beside rows, by whoever may open them."""

import re

from planner.search.places import every_place
from tests.factories import make_event


def places_of(page):
    """Return the words and addresses of the pages and actions that a search shows."""
    box = page.html.partition('<ul class="rows places">')[2].partition("</ul>")[0]
    return {words: href for href, words in re.findall(r'<a href="([^"]+)">([^<]+)</a>', box)}


def test_every_place_is_a_page_that_there_is(app):
    missing = [one.endpoint for one in every_place() if one.endpoint not in app.view_functions]
    assert not missing


def test_a_search_finds_pages_and_actions_that_the_viewer_may_open(client_as):
    planner, viewer = client_as("planner"), client_as("viewer")
    make_event(title="Plan of talks")
    found = planner.get("/search?q=plan")
    assert {"Plan an event", "Plans"} <= places_of(found).keys()
    assert "Plan of talks" in found.text
    assert "Plan an event" not in places_of(viewer.get("/search?q=plan"))
    assert "Plans" in places_of(viewer.get("/search?q=PLAN"))
    every = places_of(viewer.get("/search"))
    assert {"My desk", "Agenda", "Scorecard", "Help"} <= every.keys()
    assert not {"Users", "Mails", "Add a user", "People"} & every.keys()
    for address in list(every.values())[::4]:
        assert viewer.get(address).status in {200, 303, 308}, address


def test_what_nothing_fits_says_so(client_as):
    page = client_as("viewer").get("/search?q=xylophone")
    assert not places_of(page)
    assert "Nothing was found" in page.text
