"""Lists of what hangs on events filter by release like the events themselves."""

import pytest

from planner.choices import EventState, Marking
from planner.db import db
from planner.outcomes.models import Lesson
from tests.factories import (
    add,
    make_event,
    make_follow_up,
    make_nation,
    make_objective,
    make_outcome,
    make_own_nation,
)

KINDS = {"Named": ["FR", "AU"], "Unnamed": ["ID"], "Own": ["AU"], "High": ["FR"]}


@pytest.fixture
def office():
    make_own_nation("AU")
    make_nation("FR", is_partner=True)
    make_nation("ID", is_partner=True)
    objective, events = make_objective(), {}
    for word, codes in KINDS.items():
        marking = Marking.OFFICIAL_SENSITIVE if word == "High" else Marking.OFFICIAL
        event = events[word] = make_event(
            ["FR"], state=EventState.EXECUTED, marking=marking, releasable_to=codes
        )
        make_outcome(objective, [event], title=f"{word} row")
        make_follow_up(event, what=f"{word} row")
        add(Lesson(event=event, what=f"{word} row", identified_on=event.starts_on))
    make_outcome(objective, [events["Named"], events["Own"]], title="Mixed row")
    db.session.commit()


@pytest.mark.parametrize("path", ["/outcomes", "/follow-ups", "/lessons"])
def test_only_what_may_go_to_the_nation_is_listed_and_in_the_file(office, client_as, path):
    client, query = client_as("country_desk"), "?tab=all&releasable=FR"
    file = client.get(f"{path}.csv{query}").response.get_data(as_text=True)
    for text in (client.get(f"{path}/{query}").text, file):
        assert "Named row" in text
        for word in ("Unnamed", "Own", "High", "Mixed"):
            assert f"{word} row" not in text
    both = client.get(f"{path}/?tab=all").text
    assert all(f"{word} row" in both for word in KINDS)
    unknown = client.get(f"{path}/?tab=all&releasable=QQ")
    assert unknown.status in (200, 422)
    assert "Named row" not in unknown.text
