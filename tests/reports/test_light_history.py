"""The scorecard tells each light of before as the page of that day told it."""

from datetime import UTC, date, datetime

import pytest

from planner.choices import EventState
from planner.db import db
from planner.objectives.models import Objective
from tests.factories import make_event, make_line, make_objective, make_plan, make_requirement

PAGE = "/reports/scorecard?period=2030"
JANUARY, MARCH = (datetime(2030, month, 31, 9, tzinfo=UTC) for month in (1, 3))
APRIL = datetime(2030, 4, 20, 9, tzinfo=UTC)


def light_of(page, name="Reach"):
    """Return the light that a page tells of an objective."""
    line = next(one for one in page.body.decode().splitlines() if name in one)
    return line.split(",")[1]


@pytest.fixture
def told(clock_at, client_as):
    """Return what the files of the ends of January and March told, and the objective's key."""
    clock_at(JANUARY)
    line = make_line(make_plan(starts_on=date(2029, 1, 1), ends_on=date(2032, 12, 31)))
    objective = make_objective(line, code="R1", name="Reach")
    make_requirement(objective, "FR", 2030, 1)
    held = {"state": EventState.CLOSED, "created_at": JANUARY}
    make_event(["FR"], [objective], date(2030, 1, 7), 2, **held)
    db.session.commit()
    found = [light_of(client_as("viewer").get(PAGE.replace("?", ".csv?")))]
    clock_at(MARCH)
    make_requirement(objective, "NZ", 2030, 90)
    db.session.commit()
    found.append(light_of(client_as("viewer").get(PAGE.replace("?", ".csv?"))))
    clock_at(APRIL)
    objective.name = "Reach further"
    make_event(["NZ"], [objective], date(2030, 4, 7), 2, state=EventState.CLOSED)
    db.session.commit()
    return found, objective.id


def test_the_lights_of_before_are_those_that_were_told_then(told, client_as):
    (january, march), _key = told
    assert january != march
    page = client_as("viewer").get(f"{PAGE}&lights=month")
    assert "History of each light" in page.text
    assert "31 Jan 2030" in page.text
    file = client_as("viewer").get(f"{PAGE.replace('?', '.csv?')}&lights=month").body.decode()
    table = file.partition("Light at the end of each day")[2]
    line = next(one for one in table.splitlines() if "Reach further" in one)
    assert [line.split(",")[place] for place in (1, 3)] == [january, march]
    assert f'<span class="light warn">{march}</span>' in page.html, "a shape with its word"


def test_the_lights_are_told_on_demand_and_keep_the_other_choices(told, client_as, queries):
    reader = client_as("viewer")
    page = reader.get(f"{PAGE}&as-of=2030-04-10")
    assert "Light at the end" not in page.text
    assert "?period=2030&amp;as-of=2030-04-10&amp;lights=quarter" in page.html
    then = reader.get(f"{PAGE}&as-of=2030-04-10&lights=quarter")
    assert "31 Mar 2030" in then.text
    assert "Reach further" not in then.text


def test_no_light_is_told_of_days_before_the_office_began(clock_at, client_as):
    clock_at(datetime(2031, 5, 1, tzinfo=UTC))
    make_objective(code="R2", name="Young")
    db.session.commit()
    page = client_as("viewer").get("/reports/scorecard?period=2031&lights=month")
    assert "There is nothing to show here." in page.text
    assert "Jan 2031" not in page.text.partition("History of each light")[2].partition("Earlier")[0]
    wrong = client_as("viewer").get("/reports/scorecard.csv?period=2031&lights=never")
    assert wrong.status == 422


def test_an_objective_that_came_later_has_no_light_before(told, client_as):
    _lights, key = told
    late = make_objective(db.session.get(Objective, key).line, code="R3", name="Latest")
    db.session.commit()
    file = client_as("viewer").get(f"{PAGE.replace('?', '.csv?')}&lights=quarter").body.decode()
    table = file.partition("Light at the end of each day")[2]
    assert next(one for one in table.splitlines() if late.name in one).rstrip(",") == "R3 Latest"
