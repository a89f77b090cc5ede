"""The report on culture: what was shown of whose, with whom, and what was given."""

from datetime import date
from decimal import Decimal

import pytest

from planner.choices import CulturalElement, CultureDirection, EventState, GiftDirection, Marking
from planner.db import db
from planner.protocol.models import CulturalPart, Gift
from planner.reference.shipped_kinds import ShippedKind
from tests.factories import add, make_event, make_nation, make_own_nation

PERIOD = "period=free&from=2030-01-01&to=2030-12-31"


def held(*partners, **values):
    return make_event(partners, **{"starts_on": date(2030, 3, 4), "state": EventState.REPORTED,
                                   "cultural_elements": ["music"]} | values)  # fmt: skip


def show(event, direction, nation=None, what="Song"):
    part = {"element": CulturalElement.MUSIC, "direction": direction, "nation_code": nation}
    return add(CulturalPart(event=event, what=what, **part))


def give(event, direction=GiftDirection.GIVEN, **values):
    return add(Gift(event=event, direction=direction, what="Bowl", **values))


@pytest.fixture
def year():
    """Hold events with France, with France and Italy, and some that do not count."""
    make_own_nation("AU")
    one, both = held("AU", "FR"), held("AU", "FR", "IT")
    show(one, CultureDirection.OURS)
    show(one, CultureDirection.OURS, what="Anthem")
    show(one, CultureDirection.TOGETHER, "FR")
    show(both, CultureDirection.THEIRS, what="Opera")
    show(both, CultureDirection.OURS, "IT", what="Film")
    give(both, nation_code="IT", value=Decimal(101), declare_above=Decimal(100))
    give(one, value=Decimal(100), declare_above=Decimal(100))
    give(one, GiftDirection.RECEIVED, nation_code="FR", value=Decimal(900),
         declare_above=Decimal(100), declared_on=date(2030, 3, 5))  # fmt: skip
    held("AU", "FR", cultural_elements=[])
    held("AU", "FR", cultural_elements=["heritage", "social"])
    for other in (
        held("AU", "FR", starts_on=date(2029, 12, 1)),
        held("AU", "FR", state=EventState.PLANNED),
    ):
        show(other, CultureDirection.OURS, what="Elsewhere")
        give(other)
    return one, both


def row_of(csv, partner, heading):
    """Return the cells of a partner below a heading of a file."""
    part = csv.split(heading, 1)[1]
    line = next(line for line in part.splitlines() if line.startswith(partner))
    return line.strip().split(",")[1:]


def test_directions_elements_and_gifts_are_counted_by_partner(client_as, year):
    reader = client_as("viewer")
    csv = reader.get(f"/reports/culture.csv?{PERIOD}").text
    assert row_of(csv, "France", "What was shown, by partner")[:4] == ["2", "1", "1", "4"]
    assert row_of(csv, "Italy", "What was shown, by partner")[:4] == ["1", "1", "", "2"]
    assert row_of(csv, "France", "Gifts by partner")[:4] == ["1", "1", "2", ""]
    assert row_of(csv, "Italy", "Gifts by partner")[:4] == ["1", "", "1", "1"]
    assert row_of(csv, "Music", "Elements used")[0] == "2"
    assert row_of(csv, "Heritage site", "Elements used")[0] == "1"
    page = reader.get(f"/reports/culture?{PERIOD}").text
    assert "75" in page and "4 executed events" in page
    assert page.index("France", page.index("What was shown, by partner")) < page.index(
        "Italy", page.index("What was shown, by partner")
    )


def test_each_number_opens_as_many_rows(client_as, year):
    reader = client_as("viewer")
    for address, rows in (
        ("of=culture-shown&part=ours_shown&nation=FR", ["Song", "Anthem"]),
        ("of=culture-shown&nation=IT", ["Opera", "Film"]),
        ("of=culture-shown", ["Song", "Anthem", "Opera", "Film"]),
        ("of=gifts&part=received", ["Bowl"]),
        ("of=gifts-undeclared", ["Bowl"]),
    ):
        page = reader.get(f"/reports/rows?{address}&{PERIOD}").text
        assert all(name in page for name in rows), address
        assert "Elsewhere" not in page
    named = reader.get("/events/?measure=culture-heritage&from=2030-01-01&to=2030-12-31").text
    assert "1 event" in named or "The one row" in named
    without = reader.get("/events/?measure=without-culture&from=2030-01-01&to=2030-12-31").text
    assert "The one row" in without


def test_what_a_viewer_may_not_see_is_in_no_number(client_as, year):
    _one, both = year
    both.marking = Marking.OFFICIAL_SENSITIVE
    db.session.commit()
    low = client_as("viewer", ceiling=Marking.OFFICIAL)
    csv = low.get(f"/reports/culture.csv?{PERIOD}").text
    assert "Italy" not in csv.split("What was shown, by partner")[1]
    assert row_of(csv, "France", "What was shown, by partner")[:4] == ["2", "", "1", "3"]
    assert "Opera" not in low.get(f"/reports/rows?of=culture-shown&{PERIOD}").text


def test_an_element_is_no_part_of_another_name(client_as):
    make_nation("FR")
    held("FR", cultural_elements=["art"])
    held("FR", cultural_elements=["sport"])
    csv = client_as("viewer").get(f"/reports/culture.csv?{PERIOD}").text
    assert row_of(csv, "Art or exhibition", "Elements used")[0] == "1"
    assert row_of(csv, "Sport", "Elements used")[0] == "1"
    assert row_of(csv, "Social programme", "Elements used")[0] == "0"


def test_travellers_prepared_are_told_of_the_whole_office_alone(client_as):
    make_own_nation("AU")
    exchange = {"kind": ShippedKind.PERSONNEL_EXCHANGE, "direction": "outbound"}
    event = held("AU", "FR", are_prepared=True, **exchange)
    event.partners[0].headcount_actual = 4
    other = held("AU", "FR", **exchange)
    other.partners[0].headcount_actual = 12
    db.session.commit()
    reader = client_as("viewer")
    page = reader.get(f"/reports/culture?{PERIOD}").text
    assert "Travellers prepared O02.1 25 %" in page and "16 people in 2 events" in page
    assert "Travellers prepared" not in reader.get(f"/reports/culture?{PERIOD}&nation=FR").text
