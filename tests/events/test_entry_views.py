"""Pages on which events are written."""

from datetime import date

import pytest

from planner.accounts.models import User
from planner.choices import EventState, Marking, Role
from planner.db import db
from planner.events.approval.models import ProposedChange
from planner.events.models import Event
from planner.participants.models import Person, TwoPeople
from planner.partners.models import PartnerGroup
from planner.reference.shipped_kinds import ShippedKind
from tests.factories import (
    NOW,
    make_event,
    make_line,
    make_nation,
    make_objective,
    make_own_nation,
    make_person,
    make_plan,
    make_user,
)


def all_events():
    return db.session.query(Event).all()


def the_event():
    (event,) = all_events()
    return event


@pytest.fixture
def office():
    """An own nation, a partner, a plan that covers every day, two objectives of the catalogue."""
    make_own_nation("AU")
    make_nation("FR", is_partner=True)
    line = make_line(make_plan(starts_on=date(2020, 1, 1), ends_on=date(2099, 12, 31)))
    trust = make_objective(line, code="O01", name="Trust")
    culture = make_objective(line, code="O02", name="Culture")
    return trust, culture


def typed(*objectives, **more):
    """Return what a filled-in form sends."""
    data = {
        "version": "0",
        "title": "Choir tour",
        "kind": "cultural_event",
        "date_precision": "day",
        "starts_on": "2031-05-02",
        "ends_on": "2031-05-04",
        "zone": "Europe/Paris",
        "modality": "in_person",
        "partner_codes": ["FR", "AU"],
        "marking": "1",
        "place_0_town": "Lyon",
        "place_0_nation": "FR",
        "benefit_own": "Friends",
        "benefit_partner": "Songs",
        "detail_audience": "400",
        "detail_cultural_elements": ["music"],
    }
    for key in objectives:
        data |= {f"objective_{key}": "y", f"objective_{key}_weight": "0.6"}
    return data | more


def test_an_event_is_planned_with_everything_it_has(office, client_as):
    client = client_as("planner")
    page = client.post("/events/new", typed(office[1].id))
    assert page.status == 303, page.text[:1500]
    event = the_event()
    assert page.location.endswith(f"/events/{event.id}")
    assert (event.state, event.kind) == (EventState.CONCEPT, ShippedKind.CULTURAL_EVENT)
    assert sorted(row.nation_code for row in event.partners) == ["AU", "FR"]
    assert [(row.town, row.nation_code) for row in event.places] == [("Lyon", "FR")]
    assert [(row.objective_id, row.weight) for row in event.links] == [(office[1].id, 0.6)]
    assert event.details == {"audience": 400, "cultural_elements": ["music"]}
    assert (event.author_id, event.owner_id) == (client.user_id, client.user_id)
    shown = client.follow(page)
    assert "Choir tour" in shown.text
    assert "400" in shown.text


def test_a_new_form_proposes_the_objectives_of_its_kind(office, client_as):
    page = client_as("planner").get("/events/new?kind=official_visit&nation=FR&from=2031-03-01")
    assert page.status == 200
    assert f'name="objective_{office[0].id}" type="checkbox" value="y"' in page.html
    assert 'value="0.7"' in page.html
    assert 'value="2031-03-01"' in page.html


def test_a_gap_names_the_objective_and_the_kind_follows(office, client_as):
    page = client_as("planner").get(f"/events/new?objective={office[1].id}&nation=FR&year=2032")
    assert '<option selected value="cultural_event">' in page.html
    assert '<option selected value="year">' in page.html


def test_changing_the_kind_shows_its_fields_and_keeps_what_was_typed(office, client_as):
    client = client_as("planner")
    sent = typed(kind="joint_exercise", refresh="1", proposed_for="cultural_event")
    page = client.post("/events/new", sent)
    assert page.status == 200
    assert "Planning conference" in page.text or "planning conference" in page.text
    assert 'value="Choir tour"' in page.html
    assert all_events() == []


def test_more_places_can_be_added_without_script(office, client_as):
    page = client_as("planner").post("/events/new", typed(places="3", more_places="1"))
    assert "place_5_town" in page.html
    assert 'value="Lyon"' in page.html


def test_a_form_says_what_to_correct(office, client_as):
    client = client_as("planner")
    page = client.post(
        "/events/new", typed(title="", ends_on="2031-01-01", zone="Mars/Base", currency="Euro")
    )
    assert page.status == 422
    for sentence in (
        "Enter a title",
        "comes before the first",
        "Choose a time zone",
        "three letters",
    ):
        assert sentence in page.text
    assert all_events() == []


def test_a_month_is_kept_as_the_whole_month(office, client_as):
    client_as("planner").post(
        "/events/new", typed(date_precision="month", starts_on="2031-05-09", ends_on="")
    )
    event = the_event()
    assert (event.starts_on, event.ends_on) == (date(2031, 5, 1), date(2031, 5, 31))


def test_a_group_adds_its_members(office, client_as):
    group = PartnerGroup(code="FPDA", name="Five Power")
    group.members = [make_nation("MY"), make_nation("SG")]
    db.session.add(group)
    db.session.flush()
    client_as("planner").post(
        "/events/new", typed(group_ids=[group.id], releasable_to="FPDA, France")
    )
    event = the_event()
    assert {"MY", "SG"} <= {row.nation_code for row in event.partners}
    assert event.releasable_to == ["MY", "SG", "FR"]


def test_a_planner_plans_only_with_their_own_nations(office, client_as):
    client = client_as("planner", nations=["ID"], ceiling=Marking.OFFICIAL)
    page = client.post("/events/new", typed())
    assert page.status == 422
    assert "Add one of your nations" in page.text


@pytest.mark.parametrize("role", ["viewer", "approver", "administrator"])
def test_other_roles_cannot_plan(office, client_as, role):
    assert client_as(role).get("/events/new").status == 403


def test_an_edit_of_links_alone_moves_the_version_on(office, client_as):
    client = client_as("planner")
    client.post("/events/new", typed())
    event = the_event()
    version = event.version
    page = client.post(f"/events/{event.id}/edit", typed(office[0].id, version=str(version)))
    assert page.status == 303, page.text[:1000]
    assert the_event().version == version + 1
    assert len(the_event().links) == 1


def test_two_people_who_change_the_same_event_see_both_values(office, client_as):
    first, second = client_as("planner"), client_as("country_desk")
    first.post("/events/new", typed(office[0].id))
    event = the_event()
    url, version = f"/events/{event.id}/edit", str(event.version)
    base = first.get(url)
    start = base.html.index('name="base"')
    import re
    from html import unescape

    carried = unescape(re.search(r'value="([^"]*)"', base.html[start:])[1])
    first.post(url, typed(office[0].id, version=version, base=carried, title="Choir and band"))
    sent = typed(office[0].id, version=version, base=carried, title="Choir only", summary="New")
    page = second.post(url, sent)
    assert page.status == 422
    assert "Choir and band" in page.text
    assert "Somebody else changed this" in page.text
    db.session.expire_all()
    stored = str(the_event().version)
    page = second.post(url, sent | {"version": stored, "keep-title": "mine"})
    assert page.status == 303, page.text[:1000]
    assert (the_event().title, the_event().summary) == ("Choir only", "New")


def test_people_are_found_and_added_from_inside_the_form(office, client_as):
    client = client_as("planner")
    known = make_person(name="Budi Santoso", name_key="budi santoso")
    page = client.post("/events/new", typed(person_search="Budi", find_people="1"))
    assert "Budi Santoso" in page.text
    page = client.post(
        "/events/new",
        typed(person_ids=[known.id], new_name="Anne Roux", new_nation="FR", add_person="1"),
    )
    assert "New: Anne Roux" in page.text
    assert 'value="Choir tour"' in page.html
    assert people_named("Anne Roux") == []  # the event may yet be given up
    body = typed(person_ids=[known.id], **row(0, "Anne Roux"), newcomers="1")
    assert client.post("/events/new", body).status == 303
    names = {row.person.name for row in the_event().attendances}
    assert names == {"Budi Santoso", "Anne Roux"}


def people_named(name):
    return db.session.query(Person).filter_by(name=name).all()


def row(number, name, nation="FR", **more):
    """Return the fields of a person who is saved with the event."""
    fields = {"name": name, "nation": nation, "rank": ""} | more
    return {f"newcomer_{number}_{part}": value for part, value in fields.items()}


def test_who_is_typed_and_not_yet_added_is_saved_with_the_event_too(office, client_as):
    body = typed(new_name="Anne Roux", new_nation="FR", **row(0, "Paul Petit"), newcomers="1")
    page = client_as("planner").post("/events/new", body)

    assert page.status == 303, page.text[:1000]
    assert {row.person.name for row in the_event().attendances} == {"Anne Roux", "Paul Petit"}


@pytest.mark.parametrize(
    "refused", [{"title": ""}, {"ends_on": "2031-05-01"}, {"newcomer_1_nation": ""}, {"zone": "X"}]
)
def test_a_refused_event_saves_nobody_and_keeps_everybody_typed(office, client_as, refused):
    body = typed(**row(0, "Anne Roux"), **row(1, "Paul Petit", rank="Major"), newcomers="2")
    page = client_as("planner").post("/events/new", body | refused)

    assert page.status == 422
    assert 'value="Anne Roux"' in page.html
    assert 'value="Major"' in page.html
    assert all_events() == []
    assert db.session.query(Person).count() == 0


def test_a_rule_of_the_event_takes_its_people_back_as_well(office, client_as):
    make_nation("ID")
    body = typed(**row(0, "Anne Roux"), newcomers="1", host_code="", partner_codes=["ID"])
    page = client_as("planner", nations=["FR"]).post("/events/new", body | {"place_0_nation": ""})

    assert page.status == 422
    assert "Add one of your nations" in page.text
    assert 'value="Anne Roux"' in page.html
    assert db.session.query(Person).count() == 0


def test_somebody_may_be_left_out_again(office, client_as):
    body = typed(**row(0, "Anne Roux", drop="y"), **row(1, "Paul Petit"), newcomers="2")
    assert client_as("planner").post("/events/new", body).status == 303

    assert [row.person.name for row in the_event().attendances] == ["Paul Petit"]


def test_the_event_form_asks_about_doubles_and_takes_the_one_on_record(office, client_as):
    client = client_as("planner")
    known = make_person(name="J. Martin", name_key="j martin")
    body = typed(**row(0, "Jean Martin"), newcomers="1")
    asked = client.post("/events/new", body)
    assert asked.status == 422
    assert "Is this the same person?" in asked.text
    assert 'value="Choir tour"' in asked.html
    assert all_events() == []

    taken = client.post("/events/new", body | {"newcomer_0_answer": f"is-{known.id}"})
    assert taken.status == 303, taken.text[:1000]
    assert [row.person_id for row in the_event().attendances] == [known.id]
    apart = {"newcomer_0_answer": f"apart-{known.id}", "title": "Second tour"}
    assert client.post("/events/new", body | apart).status == 303
    assert len(people_named("Jean Martin")) == 1


def test_people_typed_side_by_side_are_two_people_unless_nothing_tells_them_apart(
    office, client_as
):
    client = client_as("planner")
    body = typed(**row(0, "Singh"), **row(1, "Arjun Singh"), newcomers="2")
    assert client.post("/events/new", body).status == 303
    assert db.session.query(TwoPeople).count() == 1

    twice = client.post(
        "/events/new", typed(**row(0, "Paul Petit"), **row(1, "petit, paul"), newcomers="2")
    )
    assert twice.status == 422
    assert "is typed twice" in twice.text


def test_an_edited_event_takes_people_along_only_from_who_keeps_its_names(office, client_as):
    author, other = make_user(), make_user()
    event = make_event(["FR", "AU"], author=author, state=EventState.CONCEPT)
    url = f"/events/{event.id}/edit"
    for user, number in ((other, 0), (author, 1)):
        client = client_as("planner", user=user)
        sent = client.fields(url) | row(0, "Anne Roux") | {"newcomers": "1"}
        page = client.post(url, sent)
        assert page.status == (303 if number else 422), page.text[:1000]
        assert len(people_named("Anne Roux")) == number
    assert [row.person.name for row in event.attendances] == ["Anne Roux"]


def test_a_row_that_the_form_does_not_have_is_refused(office, client_as):
    page = client_as("planner").post("/events/new", typed(**row(4, "Anne Roux"), newcomers="1"))

    assert page.status == 422
    assert "person 4" in page.text
    assert all_events() == []


def test_a_person_needs_a_name_and_a_nation(office, client_as):
    client = client_as("planner")
    page = client.post("/events/new", typed(new_name="Anne Roux", add_person="1"))
    assert "Choose the person’s nation" in page.text
    assert "Enter the person’s name" in client.post("/events/new", typed(add_person="1")).text


def test_a_reception_is_logged_in_one_page(office, client_as):
    client = client_as("planner")
    page = client.get("/events/quick?kind=cultural_event")
    assert page.status == 200
    page = client.post(
        "/events/quick",
        {
            "title": "Reception",
            "kind": "cultural_event",
            "day": "2026-01-05",
            "partner_codes": "France",
            "objective_ids": [office[1].id],
            "line": "Good talk",
        },
    )
    assert page.status == 303, page.text[:1000]
    event = the_event()
    assert event.state is EventState.EXECUTED
    assert event.actual_ends_on == date(2026, 1, 5)
    assert [(row.weight, row.is_primary) for row in event.links] == [(0.6, True)]
    assert event.transitions[0].note == "Logged after the fact"


def test_the_quick_log_says_which_nation_it_does_not_know(office, client_as):
    page = client_as("planner").post(
        "/events/quick",
        {"title": "X", "kind": "ceremony", "day": "2026-01-05", "partner_codes": "Nimmerland"},
    )
    assert page.status == 422
    assert "“Nimmerland” is no nation" in page.text


def test_the_quick_log_suggests_anew_for_another_kind(office, client_as):
    page = client_as("planner").post(
        "/events/quick",
        {
            "title": "X",
            "kind": "official_visit",
            "day": "2026-01-05",
            "partner_codes": "FR",
            "objective_ids": [office[1].id],
            "proposed_for": "sport_event",
            "refresh": "1",
        },
    )
    assert page.status == 200
    assert f'value="{office[0].id}" checked' in page.html
    assert 'value="X"' in page.html


def test_a_concept_is_discarded_and_brought_back(office, client_as):
    client = client_as("planner")
    client.post("/events/new", typed())
    event = the_event()
    url = f"/events/{event.id}"
    assert client.post(f"{url}/discard").status == 303
    assert client.get(url).status == 404
    assert client.post(f"{url}/restore").status == 303
    assert client.get(url).status == 200


@pytest.mark.parametrize("scope", [{"ceiling": Marking.OFFICIAL}, {"nations": ["ID"]}])
def test_a_concept_that_went_out_of_ones_sight_is_not_brought_back(office, scope, client_as):
    planner = make_user(roles=[Role.PLANNER])
    client_as("planner", user=planner).post("/events/new", typed())
    event = the_event()
    event.author_id = event.owner_id = make_user(roles=[Role.PLANNER], **scope).id
    event.marking, event.discarded_at = Marking.OFFICIAL_SENSITIVE, NOW
    db.session.commit()
    author = db.session.get(User, event.author_id)
    assert client_as("planner", user=author).post(f"/events/{event.id}/restore").status == 404
    db.session.expire_all()
    assert event.discarded_at == NOW


def test_who_keeps_theirs_keeps_it_and_saves_the_rest(office, client_as):
    first, second = client_as("planner"), client_as("country_desk")
    first.post("/events/new", typed(office[0].id))
    event = the_event()
    url = f"/events/{event.id}/edit"
    sent = typed(office[0].id, version=str(event.version), base=first.fields(url)["base"][0])
    first.post(url, sent | {"title": "Choir and band"})
    mine = sent | {"title": "Choir only", "summary": "New"}
    assert second.post(url, mine).status == 422
    db.session.expire_all()
    again = mine | {"version": str(the_event().version), "keep-title": "theirs"}
    assert second.post(url, again).status == 303
    assert (the_event().title, the_event().summary) == ("Choir and band", "New")


def test_an_event_past_the_concept_is_not_discarded(client_as):
    event = make_event()
    client = client_as("planner")
    page = client.follow(client.post(f"/events/{event.id}/discard"))
    assert "Only a concept can be discarded" in page.text


def test_after_approval_dates_change_when_an_approver_agrees(office, client_as):
    planner, approver = client_as("planner"), client_as("approver")
    planner.post("/events/new", typed())
    event = the_event()
    event.state, event.risks_rated = EventState.APPROVED, True
    db.session.commit()
    url = f"/events/{event.id}/edit"
    sent = typed(starts_on="2031-05-01", version=str(event.version))
    assert "waits for an approver" in planner.follow(planner.post(url, sent)).text
    assert the_event().starts_on == date(2031, 5, 2)
    proposal = db.session.query(ProposedChange).one()
    agree = f"/events/{event.id}/changes/{proposal.id}/agree"
    assert approver.post(agree, {"seen": str(proposal.version)}).status == 303
    assert the_event().starts_on == date(2031, 5, 1)


def test_only_an_approver_lowers_the_marking(office, client_as):
    planner, approver = client_as("planner"), client_as("approver")
    planner.post("/events/new", typed())
    event = the_event()
    url = f"/events/{event.id}/edit"
    page = planner.post(url, typed(marking="0", version=str(event.version)))
    assert "Only an approver may lower the marking" in page.text
    assert approver.post(url, typed(marking="0", version=str(the_event().version))).status == 303
    assert the_event().marking is Marking.PUBLIC


def test_a_closed_event_is_not_edited(client_as):
    event = make_event(state=EventState.CLOSED)
    client = client_as("planner")
    page = client.get(f"/events/{event.id}/edit")
    assert "This event is closed. Ask an administrator to reopen it." in client.follow(page).text
    page = client.post(
        f"/events/{event.id}/edit", {"title": "Other", "version": str(event.version)}
    )
    assert page.status == 422
    assert "Ask an administrator to reopen it" in page.text


def test_a_hidden_event_is_not_found(client_as):
    event = make_event(marking=Marking.OFFICIAL_SENSITIVE)
    make_user()
    client = client_as("planner", ceiling=Marking.OFFICIAL)
    for path in ("", "/edit", "/move/cancelled", "/people", "/nations", "/risks"):
        assert client.get(f"/events/{event.id}{path}").status == 404
