"""To whom a file of several events may be shown."""

from types import SimpleNamespace

import pytest

from planner.choices import EventState, Marking
from planner.db import db
from planner.events.release.together import common_release, release_notes, release_words
from tests.factories import (
    make_event,
    make_follow_up,
    make_objective,
    make_outcome,
    make_own_nation,
)


def row(*codes, marking=Marking.OFFICIAL):
    return SimpleNamespace(marking=marking, releasable_to=list(codes))


@pytest.mark.parametrize(
    ("rows", "answer"),
    [
        ([row("FR", "ID"), row("ID", "NZ")], ["ID"]),
        ([row("FR"), row("ID")], []),
        ([row("FR"), row()], []),
        ([row("FR"), row(marking=Marking.PUBLIC)], ["FR"]),
        ([row("FR"), row("ID", marking=Marking.PUBLIC)], []),
        ([row(marking=Marking.PUBLIC)], None),
        ([row()], []),
    ],
)
def test_the_release_of_several_rows_is_what_they_share(rows, answer):
    assert common_release(rows) == answer


def test_the_words_say_everybody_some_or_nobody_else():
    make_own_nation()
    assert release_words(None) == "Everybody"
    assert release_words([]) == "Own nation only"
    assert release_words(["ID", "FR"]) == "France, Indonesia"
    assert release_notes([]) == ()


@pytest.mark.parametrize(
    "address",
    [
        "/events.csv",
        "/outcomes.csv",
        "/follow-ups.csv?tab=all",
        "/reports/coverage.csv?period=2030",
        "/reports/figures.csv?period=2030",
        "/reports/gaps.csv?period=2030",
        "/events.ics",
    ],
)
def test_files_carry_the_release_that_their_rows_share(client_as, address):
    make_own_nation()
    objective = make_objective()
    for codes in (["FR", "ID"], ["NZ", "FR"]):
        event = make_event(
            ["FR"],
            [objective],
            state=EventState.EXECUTED,
            marking=Marking.OFFICIAL,
            releasable_to=codes,
        )
        make_outcome(objective, [event])
        make_follow_up(event)
    db.session.commit()
    body = client_as("country_desk").get(address).response.get_data(as_text=True)
    assert "Releasable to: France" in body.replace("\r\n ", "")
    assert "Not for classified content" in body.replace("\r\n ", "")


def test_the_page_of_an_event_says_to_whom_it_may_be_released(client_as):
    make_own_nation()
    pages = {
        "Own nation only": make_event(marking=Marking.OFFICIAL),
        "Everybody": make_event(marking=Marking.PUBLIC),
        "France": make_event(marking=Marking.OFFICIAL, releasable_to=["FR"]),
    }
    viewer = client_as("viewer")
    for words, event in pages.items():
        assert f"Releasable to {words}" in viewer.get(f"/events/{event.id}").text
