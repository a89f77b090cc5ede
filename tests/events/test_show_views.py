"""The page of one event, its parts and its moves."""

from datetime import date

import pytest

from planner.choices import CoordinationParty, EventState, Marking, PartnerRole
from planner.db import db
from planner.events.models import Coordination, Event, Risk
from tests.factories import (
    NOW,
    make_attendance,
    make_event,
    make_nation,
    make_objective,
    make_own_nation,
    make_person,
    make_programme,
    make_user,
)


@pytest.fixture(autouse=True)
def still_clock(clock_at):
    clock_at(NOW)


def stored(event):
    db.session.expire_all()
    return db.session.get(Event, event.id)


def test_the_page_shows_shares_of_the_objectives(client_as):
    objectives = [make_objective(name="Trust"), make_objective(name="Skill")]
    event = make_event(objectives=[(objectives[0], 3.0), (objectives[1], 1.0)])
    page = client_as("viewer").get(f"/events/{event.id}")
    assert "75 %" in page.text
    assert "25 %" in page.text


def test_names_are_shown_by_role(client_as):
    owner = make_user()
    event = make_event(owner=owner)
    make_attendance(event, make_person(name="Budi Santoso"), has_attended=True)
    url = f"/events/{event.id}"
    for client, is_shown in (
        (client_as("viewer"), False),
        (client_as("planner"), False),
        (client_as("planner", user=owner), True),
        (client_as("approver"), True),
        (client_as("country_desk"), True),
    ):
        text = client.get(url).text
        assert ("Budi Santoso" in text) is is_shown
        assert "1 name" in text
        assert ("Names are not shown" in text) is not is_shown


def test_the_page_offers_the_moves_of_the_role(client_as):
    event = make_event(state=EventState.COORDINATED)
    assert "move/approved" not in client_as("planner").get(f"/events/{event.id}").html
    assert "move/approved" in client_as("approver").get(f"/events/{event.id}").html
    assert "move/" not in client_as("viewer").get(f"/events/{event.id}").html


def test_a_move_lists_what_is_missing_and_is_refused(client_as):
    event = make_event(state=EventState.CONCEPT, benefit_partner="")
    client = client_as("planner")
    url = f"/events/{event.id}/move/planned"
    assert "what the partner gains" in client.get(url).text
    page = client.post(url)
    assert page.status == 422
    assert (
        "To mark it planned, add: an objective that it serves; what the partner gains" in page.text
    )
    assert stored(event).state is EventState.CONCEPT


def test_an_event_is_postponed_on_its_page(client_as):
    event = make_event()
    client = client_as("planner")
    url = f"/events/{event.id}/move/postponed"
    assert client.post(url, {"reason_code": ""}).status == 422
    page = client.post(url, {"reason_code": "health", "new_starts_on": "2031-02-03"})
    assert page.status == 303
    found = stored(event)
    assert (found.starts_on, found.ends_on) == (date(2031, 2, 3), date(2031, 2, 3))
    text = client.follow(page).text
    assert "Health or pandemic" in text
    assert "Was planned for 4 Feb 2030" in text


def test_a_move_that_does_not_exist_leads_back(client_as):
    event = make_event()
    client = client_as("planner")
    page = client.get(f"/events/{event.id}/move/closed")
    assert (
        "is planned and cannot become closed. From there it can become: coordinated"
        in client.follow(page).text
    )
    assert client.get(f"/events/{event.id}/move/asleep").status == 404
    assert client_as("planner").post(f"/events/{event.id}/move/closed").status == 303
    assert stored(event).state is EventState.PLANNED


def test_a_viewer_cannot_move_an_event(client_as):
    event = make_event()
    page = client_as("viewer").get(f"/events/{event.id}/move/cancelled")
    assert page.status == 403
    assert "Your role may not do this" in page.text
    page = client_as("viewer").post(
        f"/events/{event.id}/move/cancelled", {"reason_code": "funding"}
    )
    assert page.status == 422
    assert stored(event).state is EventState.PLANNED


def test_execution_is_recorded_with_days_and_number(client_as):
    event = make_event(state=EventState.IN_PROGRESS)
    url = f"/events/{event.id}/move/executed"
    client = client_as("planner")
    assert 'value="2030-02-04"' in client.get(url).html
    client.post(
        url,
        {"actual_starts_on": "2030-02-05", "actual_ends_on": "", "participants_actual": "40"},
    )
    found = stored(event)
    assert found.state is EventState.EXECUTED
    assert (found.actual_ends_on, found.participants_actual) == (date(2030, 2, 5), 40)


def test_parts_and_headcounts_are_kept_by_nation(client_as):
    event = make_event(partners=["FR", "ID"])
    version = event.version
    page = client_as("planner").post(
        f"/events/{event.id}/nations",
        {
            "version": str(version),
            "role_FR": "observer",
            "headcount_planned_FR": "30",
            "headcount_actual_FR": "",
            "role_ID": "player",
            "headcount_planned_ID": "1200",
            "headcount_actual_ID": "1100",
        },
    )
    assert page.status == 303, page.text[:800]
    france, indonesia = stored(event).partners
    assert (france.role, france.headcount_planned) == (PartnerRole.OBSERVER, 30)
    assert (indonesia.headcount_planned, indonesia.headcount_actual) == (1200, 1100)
    assert stored(event).version == version + 1


def test_a_headcount_below_zero_is_refused(client_as):
    event = make_event()
    page = client_as("planner").post(
        f"/events/{event.id}/nations",
        {"version": str(event.version), "role_FR": "player", "headcount_planned_FR": "-4"},
    )
    assert page.status == 422
    assert "Enter a number from 0" in page.text


def test_risks_are_added_taken_off_or_found_to_be_none(client_as):
    event = make_event()
    client = client_as("planner")
    url = f"/events/{event.id}/risks"
    client.post(f"{url}/none")
    assert stored(event).risks_rated
    sent = {"category": "weather", "likelihood": "4", "impact": "5", "mitigation": "Tent"}
    assert client.post(url, sent).status == 303
    assert "4 × 5 = 20" in client.get(f"/events/{event.id}").text
    risk = db.session.query(Risk).one()
    client.post(f"{url}/{risk.id}/remove")
    assert stored(event).risks == []
    assert not stored(event).risks_rated


def test_agreements_are_noted(client_as):
    event = make_event()
    client = client_as("planner")
    url = f"/events/{event.id}/coordination"
    page = client.post(url, {"party": "funding", "agreed_on": "2030-01-05", "note": "Letter 7"})
    assert page.status == 303
    (entry,) = stored(event).coordination
    assert (entry.party, entry.by_id) == (CoordinationParty.FUNDING, client.user_id)
    client.post(f"{url}/{entry.id}/remove")
    assert stored(event).coordination == []


def test_actual_figures_wait_until_the_event_has_begun(client_as):
    sent = {"actual_starts_on": "2030-02-04", "participants_actual": "9", "actual_cost": "10.5"}
    client = client_as("planner")
    planned, over = make_event(), make_event(state=EventState.EXECUTED)
    page = client.post(f"/events/{planned.id}/actuals", sent | {"version": str(planned.version)})
    assert "once the event has begun" in page.text
    page = client.post(f"/events/{over.id}/actuals", sent | {"version": str(over.version)})
    assert page.status == 303
    assert stored(over).participants_actual == 9


def test_people_are_found_added_ticked_and_taken_off(client_as):
    client = client_as("country_desk")
    event, person = make_event(), make_person(name="Budi Santoso", name_key="budi santoso")
    url = f"/events/{event.id}/people"
    assert "Budi Santoso" in client.get(f"{url}?q=budi").text
    client.post(f"{url}/add", {"person_id": person.id})
    assert (
        "is on the list already"
        in client.follow(client.post(f"{url}/add", {"person_id": person.id})).text
    )
    (row,) = stored(event).attendances
    page = client.post(
        url,
        {
            "version": str(event.version),
            f"role_{row.id}": "interpreter",
            f"state_{row.id}": "confirmed",
            f"has_attended_{row.id}": "y",
            f"note_{row.id}": "",
        },
    )
    assert page.status == 303, page.text[:800]
    (row,) = stored(event).attendances
    assert (row.role.value, row.state.value, row.has_attended) == ("interpreter", "attended", True)
    client.post(f"{url}/{person.id}/remove")
    assert stored(event).attendances == []


def test_a_new_person_is_added_on_the_page_of_the_list(client_as):
    make_nation("FR")
    client, event = client_as("country_desk"), make_event()
    url = f"/events/{event.id}/people/new"
    page = client.post(url, {"new-name": "", "new-nation_code": "FR", "new-role": "student"})
    assert page.status == 422
    assert "Enter the person’s name" in page.text
    client.post(url, {"new-name": "Anne Roux", "new-nation_code": "FR", "new-role": "student"})
    (row,) = stored(event).attendances
    assert (row.person.name, row.role.value) == ("Anne Roux", "student")


def test_a_planner_keeps_the_names_of_own_events_only(client_as):
    event = make_event()
    client = client_as("planner")
    assert client.get(f"/events/{event.id}/people").status == 403
    own = make_event(owner_id=client.user_id)
    assert client.get(f"/events/{own.id}/people").status == 200


def test_the_next_edition_moves_a_year_on_and_changes_the_host(client_as):
    make_own_nation("AU")
    objective = make_objective()
    event = make_event(
        partners=["AU", "FR"],
        objectives=[(objective, 0.7)],
        state=EventState.CLOSED,
        title="Southern Cross 2030",
        edition="16th edition",
        host_code="AU",
        programme=make_programme(),
    )
    event.partners[1].headcount_planned = 80
    make_attendance(event)
    client = client_as("planner")
    page = client.post(f"/events/{event.id}/next-edition")
    edition = db.session.query(Event).filter_by(copied_from_id=event.id).one()
    assert page.location.endswith(f"/events/{edition.id}")
    assert (edition.title, edition.edition) == ("Southern Cross 2031", "17th edition")
    assert (edition.starts_on, edition.ends_on) == (date(2031, 2, 3), date(2031, 2, 5))
    assert edition.starts_on.weekday() == event.starts_on.weekday()
    assert edition.host_code == "FR"
    assert [place.nation_code for place in edition.places] == ["FR"]
    assert [(link.objective_id, link.weight) for link in edition.links] == [(objective.id, 0.7)]
    assert {row.nation_code: row.headcount_planned for row in edition.partners} == {
        "AU": None,
        "FR": 80,
    }
    assert edition.attendances == []
    assert edition.state is EventState.CONCEPT
    assert edition.baselined_at is None
    assert edition.summary == ""


def test_the_next_edition_is_made_once(client_as):
    event = make_event(title="Southern Cross 2030", edition="16", programme=make_programme())
    client = client_as("planner")
    client.post(f"/events/{event.id}/next-edition")
    again = client.post(f"/events/{event.id}/next-edition")
    assert again.status == 422
    assert "The next edition is there already: “Southern Cross 2031”." in again.text
    looked = client.follow(client.get(f"/events/{event.id}/next-edition"))
    assert looked.outline.h1 == ["Southern Cross 2031"]
    assert db.session.query(Event).filter_by(copied_from_id=event.id).count() == 1


def test_a_cancelled_event_is_revived_as_a_copy(client_as):
    event = make_event(state=EventState.CANCELLED)
    client = client_as("planner")
    client.post(f"/events/{event.id}/revive")
    copy = db.session.query(Event).filter_by(copied_from_id=event.id).one()
    assert (copy.state, copy.starts_on) == (EventState.CONCEPT, date(2031, 2, 3))
    assert event.replaced_by_id == copy.id
    assert f"/events/{copy.id}" in client.get(f"/events/{event.id}").links
    other = make_event()
    assert client.post(f"/events/{other.id}/revive").status == 422
    page = client.follow(client.get(f"/events/{other.id}/revive"))
    assert "Only a cancelled event is revived" in page.text


def test_a_replacement_is_named_only_to_those_who_may_see_it(client_as):
    hidden = make_event(title="Hidden talks", marking=Marking.OFFICIAL_SENSITIVE)
    event = make_event(
        state=EventState.CANCELLED, replaced_by_id=hidden.id, copied_from_id=hidden.id
    )
    page = client_as("viewer", ceiling=Marking.PUBLIC).get(f"/events/{event.id}")
    assert f"/events/{hidden.id}" not in page.links
    assert "Replaced by" not in page.text
    assert "Copied from" not in page.text
    assert "Hidden talks" in client_as("viewer").get(f"/events/{event.id}").text


def test_the_page_costs_a_fixed_number_of_statements(client_as, queries):
    def statements(people):
        objectives = [make_objective() for _ in range(people)]
        event = make_event(partners=["FR", "ID", "AU"][: people + 1], objectives=objectives)
        for party in CoordinationParty:
            event.coordination.append(Coordination(party=party, agreed_on=date(2030, 1, 1)))
        for _ in range(people):
            make_attendance(event)
        client = client_as("country_desk")
        client.get(f"/events/{event.id}")
        with queries() as seen:
            assert client.get(f"/events/{event.id}").status == 200
        return len(seen)

    few, many = statements(1), statements(12)
    assert few == many
    assert many <= 34


@pytest.mark.parametrize("kind", ["programme", "nation", "person"])
def test_events_stand_on_the_pages_of_what_they_belong_to(client_as, kind):
    programme, person = make_programme(), make_person()
    event = make_event(programme=programme, title="Songs of Lyon", marking=Marking.PUBLIC)
    make_attendance(event, person)
    urls = {
        "programme": f"/programmes/{programme.id}",
        "nation": "/nations/FR",
        "person": f"/people/{person.id}",
    }
    assert "Songs of Lyon" in client_as("country_desk").get(urls[kind]).text
