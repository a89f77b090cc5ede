"""Own events: naming oneself owner opens no names, and nobody gives what they do not have."""

import pytest

from planner.choices import AttendanceRole, EventState, Role
from planner.db import db
from planner.events.models import Attendance, Event
from planner.events.ownership import is_own, keeps_names
from planner.events.plan.actions import edit_event, plan_event
from planner.events.plan.copy_actions import copy_event, next_edition, revive_event
from planner.events.plan.discard_actions import discard_event
from planner.events.plan.quick_actions import quick_log
from planner.events.queries import discarded_concept
from planner.reference.shipped_kinds import ShippedKind
from planner.shapes.event_plan import EventChange, EventPlan
from planner.shapes.quick_log import QuickLog
from planner.viewers import acting_as
from tests.factories import (
    NOW,
    make_attendance,
    make_event,
    make_nation,
    make_own_nation,
    make_person,
    make_programme,
    make_user,
)
from tests.filled import filled


@pytest.fixture
def author():
    return make_user(name="Author")


@pytest.fixture
def event(author):
    found = make_event(["FR"], title="Talks", author=author, owner=author, days=2)
    make_attendance(found, make_person("FR", name="Jean Secret"))
    db.session.commit()
    return found


def names(user, event):
    """Return whether a user sees the names: by the criterion, and by the rule for one event."""
    with acting_as(db.session, user.as_viewer):
        db.session.expire_all()
        found = db.session.query(Attendance).filter_by(event_id=event.id).count() > 0
    assert found == keeps_names(event, user.as_viewer)
    return found


def name_owner(namer, event, owner):
    with acting_as(db.session, namer.as_viewer):
        edit_event(event, EventChange(owner_id=owner.id), viewer=namer.as_viewer, now=NOW)
        db.session.commit()


def test_the_form_does_not_open_the_names_to_who_names_himself_owner(client_as, event):
    client = client_as("planner", nations=["FR"])
    people = f"/events/{event.id}/people"
    assert client.get(people).status == 403

    form = filled(client.get(f"/events/{event.id}/edit"), owner_id=str(client.user_id))
    assert client.post(f"/events/{event.id}/edit", form).status == 303

    assert db.session.get(Event, event.id).owner_id == client.user_id
    assert client.get(people).status == 403
    for url in (f"/events/{event.id}", f"/history/event/{event.id}", f"/events/{event.id}/report"):
        assert "Jean Secret" not in client.get(url).text
    assert client.post(f"{people}/add", {"person_id": make_person("FR").id}).status == 403
    assert client.post(f"{people}/new", {"new-name": "X", "new-nation_code": "FR"}).status == 403


@pytest.mark.parametrize(
    ("role", "is_given"),
    [(Role.COUNTRY_DESK, True), (Role.PLANNER, False)],
)
def test_who_keeps_the_names_gives_them_and_nobody_else_can(event, role, is_given):
    namer, owner = make_user(roles=[role]), make_user()

    name_owner(namer, event, owner)

    assert names(owner, event) == is_given
    assert is_own(event, owner.as_viewer) == is_given


def test_the_author_gives_the_names_and_keeps_them(event, author):
    owner = make_user()

    name_owner(author, event, owner)

    assert names(owner, event)
    assert names(author, event)


def test_an_owner_who_has_the_names_hands_them_on_and_does_not_take_them_back(event, author):
    first, second = make_user(), make_user()
    name_owner(author, event, first)

    name_owner(first, event, second)
    assert names(second, event)
    assert not names(first, event)

    name_owner(first, event, first)
    assert not names(first, event)


def test_two_who_name_each_other_open_nothing(event):
    one, other = make_user(), make_user()

    name_owner(one, event, other)
    assert not names(other, event)
    name_owner(other, event, one)

    assert not names(one, event)


def test_to_be_named_properly_heals_a_naming_by_oneself(event):
    planner, desk = make_user(), make_user(roles=[Role.COUNTRY_DESK])
    name_owner(planner, event, planner)
    assert not names(planner, event)

    name_owner(desk, event, desk)
    name_owner(desk, event, planner)

    assert names(planner, event)


def test_naming_oneself_by_a_role_that_is_lost_later_opens_nothing(event):
    desk = make_user(roles=[Role.COUNTRY_DESK])
    name_owner(desk, event, desk)
    assert names(desk, event)

    desk.grants[0].role = Role.PLANNER
    db.session.commit()

    assert not names(desk, event)


def test_saving_without_a_change_of_owner_changes_nothing(event, author):
    owner, planner = make_user(), make_user()
    name_owner(author, event, owner)

    with acting_as(db.session, planner.as_viewer):
        edit_event(
            event,
            EventChange(owner_id=owner.id, summary="Words"),
            viewer=planner.as_viewer,
            now=NOW,
        )
        db.session.commit()

    assert names(owner, event)


def test_an_owner_set_by_the_relationship_is_judged_as_well(event):
    planner = make_user()

    with acting_as(db.session, planner.as_viewer):
        event.owner = db.session.get(type(planner), planner.id)
        db.session.commit()

    assert event.owner_id == planner.id
    assert not names(planner, event)


@pytest.mark.parametrize("way", ["plan", "quick"])
def test_who_plans_or_logs_an_event_is_its_author_and_names_an_owner(way):
    make_own_nation()
    make_nation("FR")
    planner, owner = make_user(), make_user()
    with acting_as(db.session, planner.as_viewer):
        if way == "plan":
            more = {"title": "New", "kind": "ceremony", "partner_codes": ["FR"]}
            made = plan_event(
                EventPlan(owner_id=owner.id, **more), viewer=planner.as_viewer, now=NOW
            )
        else:
            more = {"kind": ShippedKind.CEREMONY, "partner_codes": ["FR"], "objective_ids": []}
            more |= {"title": "New", "day": NOW.date(), "line": ""}
            made = quick_log(QuickLog(**more), viewer=planner.as_viewer, now=NOW)
        db.session.commit()
    make_attendance(made, make_person("FR"))
    db.session.commit()

    assert names(planner, made)
    assert names(owner, made) == (way == "plan")


@pytest.mark.parametrize("make", [copy_event, next_edition, revive_event])
def test_a_copy_belongs_to_who_made_it_and_takes_no_names_along(event, author, make):
    copier = make_user()
    event.programme, event.edition = make_programme(), "1"
    event.state = EventState.CANCELLED if make is revive_event else event.state
    db.session.commit()
    with acting_as(db.session, copier.as_viewer):
        made = make(event, viewer=copier.as_viewer, now=NOW)
        db.session.commit()

    assert made.attendances == []
    assert is_own(made, copier.as_viewer)
    assert not is_own(made, author.as_viewer)
    assert not names(copier, event)


def test_a_discarded_concept_comes_back_to_its_own_people_within_their_scope(event, author):
    event.state = EventState.CONCEPT
    planner = make_user()
    name_owner(planner, event, planner)
    discard_event(event, viewer=planner.as_viewer, now=NOW)
    db.session.commit()

    assert discarded_concept(event.id, planner.as_viewer) is None
    assert discarded_concept(event.id, author.as_viewer) is event
    author.has_all_nations, author.nations = False, [make_nation("ID")]
    db.session.commit()
    assert discarded_concept(event.id, author.as_viewer) is None


def test_a_load_gives_the_names_to_the_owner_it_sets(event):
    owner = make_user()
    loaded = make_event(["FR"], owner=owner)
    make_attendance(loaded, make_person("FR"), role=AttendanceRole.OBSERVER)
    db.session.commit()

    assert names(owner, loaded)


def test_the_names_are_given_by_a_button_to_an_owner_who_named_himself(client_as, event):
    planner, desk = make_user(name="Pat"), client_as("country_desk")
    name_owner(planner, event, planner)
    client, people = client_as("planner", user=planner), f"/events/{event.id}/people"
    assert "nobody who keeps its names named you" in client.get(f"/events/{event.id}").text
    assert client.post(f"{people}/give").status == 403

    page = desk.get(people)
    assert "Pat owns this event but does not see these names" in page.text
    assert "The owner keeps the names now" in desk.follow(desk.post(f"{people}/give")).text

    assert client.get(people).status == 200
    assert "does not see these names" not in desk.get(people).text
    assert "keeps the names already" in desk.follow(desk.post(f"{people}/give")).text


def test_nobody_gives_the_names_to_himself(client_as, event):
    desk = make_user(roles=[Role.COUNTRY_DESK])
    name_owner(desk, event, desk)
    client, people = client_as("country_desk", user=desk), f"/events/{event.id}/people"

    assert "does not see these names" not in client.get(people).text
    assert "Somebody else" in client.follow(client.post(f"{people}/give")).text
    assert not db.session.get(Event, event.id).owner_keeps_names
