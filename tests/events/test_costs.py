"""What the event's page, its forms and each way of saving ask the database: statements, no time."""

from datetime import date

import pytest

from planner.db import db
from planner.events.models import Event
from planner.history.models import HistoryEntry
from tests.factories import (
    make_attendance,
    make_line,
    make_nation,
    make_objective,
    make_own_nation,
    make_plan,
)

PLAN = {
    "version": "0",
    "title": "Choir tour",
    "kind": "cultural_event",
    "date_precision": "day",
    "starts_on": "2031-05-02",
    "ends_on": "2031-05-04",
    "zone": "Europe/Paris",
    "modality": "in_person",
    "marking": "1",
    "place_0_town": "Lyon",
    "place_0_nation": "FR",
    "benefit_own": "Friends",
    "benefit_partner": "Songs",
}
QUICK = {"title": "Reception", "kind": "cultural_event", "day": "2026-01-05", "line": "Good talk"}
PARTNERS = ["AU", "FR", "ID", "JP", "IN", "FJ", "PG", "NZ"]


class CostOffice:
    """An office with so many nations and objectives, and a planner who is signed in."""

    def __init__(self, client_as, size):
        make_own_nation("AU")
        self.codes = PARTNERS[: size + 1]
        for code in self.codes[1:]:
            make_nation(code, is_partner=True)
        line = make_line(make_plan(starts_on=date(2020, 1, 1), ends_on=date(2099, 12, 31)))
        self.objectives = [make_objective(line, name=f"Aim {n}").id for n in range(size)]
        self.client = client_as("planner")
        page = self.client.post(*created(self))
        self.event = int(page.location.rpartition("/")[2])
        make_attendance(db.session.get(Event, self.event))
        db.session.commit()

    def ticked(self):
        """Return all objectives as a form sends them."""
        keys = [f"objective_{objective}" for objective in self.objectives]
        return dict.fromkeys(keys, "y") | {f"{key}_weight": "0.5" for key in keys}

    def edited(self, **more):
        """Return the sending of the event's form as it was filled in, with something else in it."""
        address = f"/events/{self.event}/edit"
        return address, self.client.fields(address) | more


def of_page(tail=""):
    """Return the fetching of the event's page, or of one below it."""
    return lambda office: (f"/events/{office.event}{tail}", None)


def created(office):
    """Return the sending of a form for a new event."""
    return "/events/new", PLAN | {"partner_codes": office.codes} | office.ticked()


def logged(office):
    """Return the sending of a quick log."""
    keys = [str(objective) for objective in office.objectives]
    return "/events/quick", QUICK | {"partner_codes": office.codes, "objective_ids": keys}


def moved_in_time(office):
    """Return the sending of the form with other days and another weight."""
    weight = {f"objective_{office.objectives[0]}_weight": "0.9"}
    return office.edited(starts_on="2031-06-02", ends_on="2031-06-04", **weight)


def moved_on(office):
    """Return the sending of the next state."""
    address = f"/events/{office.event}/move/planned"
    return address, office.client.fields(address)


WAYS = {
    "page": (of_page(), 11),
    "new form": (lambda _office: ("/events/new", None), 10),
    "edit form": (of_page("/edit"), 14),
    "quick form": (lambda _office: ("/events/quick", None), 9),
    "create": (created, 26),
    "quick log": (logged, 22),
    "nothing changed": (lambda office: office.edited(), 17),
    "title": (lambda office: office.edited(title="Choir tour, renamed"), 29),
    "dates and objectives": (moved_in_time, 30),
    "state": (moved_on, 22),
}
"""By way: what is asked for, and how many statements it may take."""


@pytest.mark.parametrize("size", [1, 6], ids=["few", "many"])
def test_each_way_asks_no_more_than_its_budget(client_as, queries, size):
    office, taken = CostOffice(client_as, size), {}
    for name, (ask, most) in WAYS.items():
        address, data = ask(office)
        with queries() as seen:
            page = office.client.open("GET" if data is None else "POST", address, data=data)
        assert page.status == (200 if data is None else 303), page.text[:1500]
        taken[name] = (len(seen), most)
    assert not {name: pair for name, pair in taken.items() if pair[0] > pair[1]}


def test_rows_that_go_in_together_are_told_each_by_its_own_key(client_as):
    office = CostOffice(client_as, 6)
    told = db.session.query(HistoryEntry).filter_by(subject_kind="objective_link").all()
    links = {str(row.id): row for row in db.session.get(Event, office.event).links}
    assert {entry.subject_id for entry in told} == links.keys()
    for entry in told:
        assert entry.changes["objective_id"][1] == links[entry.subject_id].objective.name
