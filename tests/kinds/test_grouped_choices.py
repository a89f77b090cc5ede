"""Wherever a kind of event is chosen, kinds stand under their families."""

import pytest

from planner.choices import Family, Role
from planner.db import db
from planner.events.models import Event
from planner.kinds.actions import add_kind, known_row
from planner.kinds.queries import kind_names, kind_of, kinds_offered
from planner.shapes.event_kind import WrittenKind
from planner.terms.actions import retire_term
from tests.factories import (
    NOW,
    make_event,
    make_line,
    make_nation,
    make_objective,
    make_own_nation,
    make_plan,
    make_programme,
    make_requirement,
    make_user,
)
from tests.markup import Reader
from tests.sheets import Sheet

FORMS = (
    ("/events/new?kind=rugby", "kind", "rugby"),
    ("/events/quick?kind=rugby", "kind", "rugby"),
    ("/events/{event}/edit", "kind", "port_visit"),
    ("/events/{event}/copy", "kind", "port_visit"),
    ("/events/{event}/next-edition", "kind", "port_visit"),
    ("/programmes/new", "main_kind", ""),
    ("/programmes/{programme}/edit", "main_kind", "ceremony"),
)
"""Forms that ask for a kind, with what is chosen: those on offer, and the one that is had."""
FILTERS = (
    ("/events/", "kind"),
    ("/events/filter", "kind"),
    ("/calendar/", "kind"),
    ("/lessons/", "kind"),
    ("/reports/coverage", "kind"),
)
"""Filters by kind: all kinds, retired ones too."""


class Grouped(Reader):
    """Reads the options or boxes of one name with the group that each stands in."""

    def __init__(self, name):
        self.name, self.group, self.is_in_select = name, "", False
        self.found, self.chosen = [], []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "select":
            self.is_in_select = given.get("name") == self.name
        elif tag == "optgroup":
            self.group = given["label"]
        elif tag == "div" and "pick-group" in (given.get("class") or "").split():
            self.group = given["aria-label"]
        is_box = tag == "input" and given.get("name") == self.name and "value" in given
        if (tag == "option" and self.is_in_select) or (is_box and given["type"] == "checkbox"):
            self.found.append((self.group, given["value"]))
            self.chosen += [given["value"]] * bool({"selected", "checked"} & given.keys())

    def handle_endtag(self, tag):
        if tag in ("optgroup", "select", "fieldset"):
            self.group = ""
        if tag == "select":
            self.is_in_select = False


def offered(page, name):
    """Return what a page offers as (group, value), and what is chosen."""
    reader = Grouped(name)
    reader.feed(page.html)
    return reader.found, reader.chosen


def under_families(codes):
    """Return (family, code) as they should stand: families as declared, kinds by their place."""
    return [
        (str(family.label), code)
        for family in Family
        for code in kind_names()
        if code in codes and kind_of(code).family is family
    ]


@pytest.fixture
def office(clock_at):
    """Return keys of rows of an office with a kind of its own and a retired one."""
    clock_at(NOW)
    make_own_nation("AU")
    make_nation("FR", is_partner=True)
    add_kind(WrittenKind(code="rugby", family=Family.EXERCISE, name="Rugby", position=900))
    retire_term(known_row("ceremony"), now=NOW)
    programme = make_programme(main_kind="ceremony")
    event = make_event(["AU"], kind="port_visit", programme=programme)
    make_requirement(make_objective(make_line(make_plan()), code="O08"), "FR", year=2030)
    db.session.commit()
    return {"event": event.id, "programme": programme.id}


@pytest.fixture
def client(client_as, office):
    """Return somebody who may open every form."""
    return client_as("planner", user=make_user(roles=list(Role)))


@pytest.mark.parametrize(("address", "name", "had"), FORMS)
def test_a_form_groups_the_kinds_on_offer(client, office, address, name, had):
    found, chosen = offered(client.get(address.format(**office)), name)
    wanted = {kind.code for kind in kinds_offered()} | {had} - {""}
    assert [pair for pair in found if pair[1]] == under_families(wanted)
    assert ("Exercise", "rugby") in found
    assert not had or chosen == [had]
    if name == "main_kind":
        assert found[0] == ("", "")  # “Several kinds” stands before the families


@pytest.mark.parametrize(("address", "name"), FILTERS)
def test_a_filter_groups_all_kinds(client, office, address, name):
    query = f"?{name}=ceremony"
    found, chosen = offered(client.get(address + query), name)
    assert [pair for pair in found if pair[1]] == under_families(set(kind_names()))
    assert chosen == ["ceremony"]
    assert [pair for pair in found if not pair[1]] in ([], [("", "")])  # “Any” is in no family


def test_a_chosen_kind_is_saved_and_one_that_there_is_not_is_refused_with_the_groups(client):
    sheet = Sheet(client, "/events/new")
    page = sheet.send(title="Cup", kind="party", partner_codes=["AU", "FR"])
    assert page.status == 422
    assert under_families({kind.code for kind in kinds_offered()}) == offered(page, "kind")[0]
    assert sheet.send(title="Cup", kind="rugby", partner_codes=["AU", "FR"]).status == 303
    assert db.session.query(Event.kind).filter_by(title="Cup").scalar() == "rugby"
    listed = client.get("/events/?kind=rugby")
    assert "Cup" in listed.text
    assert offered(listed, "kind")[1] == ["rugby"]
