"""What the pages of objectives and nations show of their events."""

from datetime import date

import pytest

from planner.choices import EventState, Marking
from tests.factories import make_event, make_nation, make_objective, make_own_nation

SOON, LONG_AGO = date(2090, 5, 4), date(2020, 5, 4)


@pytest.fixture
def trust():
    make_own_nation("AU")
    make_nation("FR", is_partner=True)
    objective = make_objective(name="Trust")
    make_event(["FR"], [objective], SOON, title="Staff talks ahead", state=EventState.APPROVED)
    make_event(["FR"], [objective], LONG_AGO, title="Staff talks held", state=EventState.CLOSED)
    make_event(["ID"], title="Serves something else")
    return objective


@pytest.mark.parametrize("url", ["/objectives/{id}", "/nations/FR"])
def test_the_page_shows_what_is_ahead_and_what_was(client_as, trust, url):
    shown = client_as("planner").get(url.format(id=trust.id))
    assert shown.text.index("Staff talks ahead") < shown.text.index("Staff talks held")
    assert "Serves something else" not in shown.text


def test_all_events_of_an_objective_are_one_step_away(client_as, trust):
    planner = client_as("planner")
    page = planner.get(f"/objectives/{trust.id}")
    opened = planner.get(f"/events/?objective={trust.id}")
    assert f"/events/?objective={trust.id}" in page.links
    assert "Staff talks held" in opened.text
    assert "Serves something else" not in opened.text
    assert f"/events/new?objective={trust.id}" in page.links
    assert (
        f"/events/new?objective={trust.id}"
        not in client_as("viewer").get(f"/objectives/{trust.id}").links
    )


def test_an_objective_that_no_event_serves_says_so(client_as):
    objective = make_objective()
    page = client_as("viewer").get(f"/objectives/{objective.id}")
    assert "No event is linked to this objective." in page.text


def test_hidden_events_do_not_show_and_shown_ones_raise_the_banner(client_as, trust):
    secret = make_event(
        ["ID"], [trust], SOON, title="Sensitive", marking=Marking.OFFICIAL_SENSITIVE
    )
    page = f"/objectives/{trust.id}"
    assert "Sensitive" in client_as("viewer").get(page).text
    assert "OFFICIAL-SENSITIVE" in client_as("viewer").get(page).text
    low = client_as("viewer", ceiling=Marking.OFFICIAL).get(page)
    assert secret.title not in low.text
    assert "OFFICIAL-SENSITIVE" not in low.text
    assert secret.title not in client_as("viewer", nations=["FR"]).get(page).text
