"""Every button that removes something offers an undo, and the undo restores the row whole."""

import re
from datetime import date
from html import unescape

import pytest
from sqlalchemy import select

from planner.choices import (
    CulturalElement,
    CultureDirection,
    EventState,
    GiftDirection,
    MediaKind,
    Role,
)
from planner.db import db
from planner.events.models import Coordination, Risk, SavedFilter
from planner.history.models import HistoryEntry, PutAside
from planner.objectives.models import IndicatorTarget, IndicatorUpdate
from planner.outcomes.concern_models import Concern
from planner.outcomes.models import AppliedLesson, Lesson, MediaItem, Outcome
from planner.partners.models import NationName, PartnerGroup, Programme
from planner.protocol.models import CulturalPart, Gift, TimetableItem
from planner.viewers import EVERYTHING
from tests.factories import (
    NOW,
    add,
    make_aim,
    make_attachment,
    make_attendance,
    make_commitment,
    make_event,
    make_indicator,
    make_line,
    make_nation,
    make_objective,
    make_organisation,
    make_outcome,
    make_person,
    make_plan,
    make_programme,
    make_user,
    make_way,
)

REMOVES = re.compile("remove|delete|drop|discard|erase|revoke|deactivate|/end|forget|sign-out")
NOT_UNDONE = {
    "people.erase": "asked first, and meant to last",
    "feeds.revoke": "ends a secret; a new calendar has a new one",
    "leaving.deactivate": "its answer offers an undo of its own, which gives everything back",
    "leaving.undo": "is that undo",
    "users.forget_failures": "a count of wrong tries, not a record",
    "users.sign_out": "ends sessions",
    "sessions.end": "ends a session",
    "sessions.end_all": "ends sessions",
    "sessions.end_others": "ends sessions",
    "account.sign_out": "ends a session",
    "security.logout": "ends a session",
}
LEFT_OUT = {
    "history_entry",
    "put_aside",
    "spent_key",
    "open_session",
    "known_browser",
    "calendar_entry",
    "user_account",
    "role_grant",
    "user_nation",
}
"""Tables that tell of what happened, and those in which the tests' own users stand."""


def outcome():
    row = make_outcome(events=[make_event(), make_event()], version=7)
    row.writer_ids = [make_user().id]
    return {"outcome_id": row.id}


def objective():
    indicator = make_indicator()
    days = {"starts_on": date(2030, 1, 1), "ends_on": date(2030, 12, 31)}
    add(IndicatorTarget(indicator_id=indicator.id, value=77, **days))
    return {"objective_id": indicator.objective_id}


def indicator():
    key = objective()["objective_id"]
    row = db.session.scalars(select(IndicatorTarget)).one()
    assert key
    return {"indicator_id": row.indicator_id}


def target():
    indicator()
    return {"target_id": db.session.scalars(select(IndicatorTarget)).one().id}


def update():
    row = IndicatorUpdate(
        indicator_id=make_indicator().id, seen_on=date(2024, 1, 1), value=77, created_at=NOW
    )
    return {"update_id": add(row).id}


def media_item():
    day = date(2025, 1, 2)
    kind = MediaKind.OTHER
    row = add(MediaItem(event=make_event(), kind=kind, title="Parade", published_on=day, tone=-1))
    return {"item_id": row.id}


def concern():
    day, event = date(2025, 1, 2), make_event()
    row = Concern(event=event, what="Noise", source="press", raised_on=day, raised_by="A daily")
    return {"concern_id": add(row).id}


def group():
    nations = [make_nation(code) for code in ("FR", "ID")]
    return {"group_id": add(PartnerGroup(code="QUAD", name="Four", members=nations)).id}


def applied_lesson():
    lesson = add(Lesson(event=make_event(), what="Book early", identified_on=date(2025, 1, 2)))
    event = make_event(state=EventState.PLANNED)
    add(AppliedLesson(lesson=lesson, event_id=event.id, noted_at=NOW))
    return {"lesson_id": lesson.id, "event_id": event.id}


def plan():
    return {"plan_id": make_line(make_plan(note="So")).plan_id}


def agreement():
    event = make_event(state=EventState.PLANNED)
    row = Coordination(event_id=event.id, party="partner", agreed_on=date(2025, 1, 1), note="Yes")
    return {"event_id": event.id, "agreement_id": add(row).id}


def risk():
    event = make_event(state=EventState.PLANNED, risks_rated=True)
    rated = {"category": "logistics", "likelihood": 2, "impact": 3, "mitigation": "Spares"}
    return {"event_id": event.id, "risk_id": add(Risk(event_id=event.id, **rated)).id}


def attendance():
    row = make_attendance(note="Speaks")
    return {"event_id": row.event_id, "person_id": row.person_id}


def concept():
    return {"event_id": make_event(state=EventState.CONCEPT).id}


def timetable_item():
    row = add(TimetableItem(event=make_event(), on_day=date(2030, 2, 4), what="Tour", place="Port"))
    return {"event_id": row.event_id, "timetable_item_id": row.id}


def cultural_part():
    shown = {"element": CulturalElement.FOOD, "direction": CultureDirection.OURS}
    row = add(CulturalPart(event=make_event(), what="Market", **shown))
    return {"event_id": row.event_id, "cultural_part_id": row.id}


def gift():
    row = add(Gift(event=make_event(), direction=GiftDirection.GIVEN, what="Bowl", note="Blue"))
    return {"event_id": row.event_id, "gift_id": row.id}


def name_of_nation():
    row = NationName(name="Hexagon", key="hexagon", nation_code=make_nation("FR").code)
    return {"nation_name_id": add(row).id}


def saved_filter():
    return {}


MADE = {
    "outcomes.remove": outcome,
    "objectives.remove": objective,
    "indicators.remove": indicator,
    "indicators.remove_target": target,
    "indicators.remove_update": update,
    "commitments.remove": lambda: {"commitment_id": make_commitment(reason="So").id},
    "media.remove": media_item,
    "timetable.remove": timetable_item,
    "cultural_parts.remove": cultural_part,
    "gifts.remove": gift,
    "concerns.remove": concern,
    "partner_groups.delete": group,
    "organisations.delete": lambda: {"organisation_id": make_organisation(version=3).id},
    "people.delete": lambda: {"person_id": make_person("FR", post="Attaché").id},
    "programmes.delete": lambda: {"programme_id": make_programme(started_year=1995).id},
    "plans.remove": plan,
    "applied_lessons.remove": applied_lesson,
    "attachments.remove": lambda: {"attachment_id": make_attachment(make_event()).id},
    "ways.remove": lambda: {"way_id": make_way("FR", source="Embassy").id},
    "aims.remove": lambda: {"aim_id": make_aim(note="So").id},
    "plans.drop_line": lambda: {"line_id": make_line(position=4).id},
    "events.drop_agreement": agreement,
    "events.drop_risk": risk,
    "events.drop_person": attendance,
    "events.discard": concept,
    "searches.remove": saved_filter,
    "nation_names.remove": name_of_nation,
}
"""By endpoint: what makes the row that is removed; returns what its address names."""
ROW_STAYS = {"events.discard", "nation_names.remove"}
"""Put away, not deleted: whoever may, gives it back, whenever."""
VALUES_ONLY = {
    "indicators.remove_target",
    "indicators.remove_update",
    "media.remove",
    "events.drop_agreement",
}
"""Undone by writing the values again: under a new number, and its event knows of a change."""


@pytest.fixture
def desk(client_as):
    user = make_user(roles=[Role.COUNTRY_DESK, Role.PLANNER, Role.APPROVER])
    return client_as("country_desk", user=user)


def removing(app):
    """Return every address that takes something away, found on the URL map."""
    return {
        rule.endpoint: rule
        for rule in app.url_map.iter_rules()
        if "POST" in rule.methods and REMOVES.search(f"{rule.rule} {rule.endpoint}")
    }


def address_of(app, endpoint, client):
    keys = MADE[endpoint]()
    if endpoint == "searches.remove":
        query = {"page": "events", "name": "Mine", "query": "kind=ceremony"}
        keys = {"filter_id": add(SavedFilter(user_id=client.user_id, **query)).id}
    built = removing(app)[endpoint].build({name: str(key) for name, key in keys.items()})
    return built[1]


def everything(endpoint):
    """Return every row of every table; without numbers and versions where values only return."""
    db.session.commit()
    found = {}
    for table in db.metadata.sorted_tables:
        if table.name in LEFT_OUT or table.name.startswith("search_"):
            continue
        is_event = table.name == "event"
        skip = {"id", "version"} if endpoint in VALUES_ONLY else {"version"} if is_event else set()
        rows = db.session.connection().execute(table.select()).mappings()
        found[table.name] = sorted(
            str({name: value for name, value in row.items() if name not in skip}) for row in rows
        )
    return found


def undo_address(page):
    return unescape(re.search(r'class="flash [^>]*>.*?action="([^"]*)"', page.html, re.S)[1])


def test_every_address_that_removes_is_undone_or_says_why_not(app):
    unknown = set(removing(app)) - set(MADE) - set(NOT_UNDONE)
    assert not unknown, f"say in MADE what {unknown} removes, or in NOT_UNDONE why it is not undone"


@pytest.mark.parametrize("endpoint", MADE)
def test_an_undo_restores_the_row_whole(app, desk, endpoint):
    url = address_of(app, endpoint, desk)
    before = everything(endpoint)
    gone = desk.follow(desk.post(url))
    assert everything(endpoint) != before, gone.text
    address = undo_address(gone)
    back = desk.post(address)
    assert back.status == 303, back.text
    assert desk.follow(back).status == 200
    after = everything(endpoint)
    assert [(n, after[n], before[n]) for n in before if after[n] != before[n]] == []
    db.session.info["viewer"] = EVERYTHING
    assert db.session.query(PutAside).count() == 0


@pytest.mark.parametrize("endpoint", sorted(set(MADE) - VALUES_ONLY - ROW_STAYS))
def test_nobody_else_undoes_it_and_nobody_twice(app, desk, client_as, endpoint):
    url = address_of(app, endpoint, desk)
    address = undo_address(desk.follow(desk.post(url)))
    left = everything(endpoint)
    refused = client_as("country_desk").post(address)
    assert refused.status == 422
    assert "can no longer be undone" in refused.text
    assert client_as(None).post(address).status == 403
    assert everything(endpoint) == left
    assert desk.post(address).status == 303
    again = everything(endpoint)
    assert desk.post(address).status == 422
    assert everything(endpoint) == again


def test_a_removal_that_is_refused_keeps_nothing(desk):
    verified = make_outcome(verified_by=make_user(), author=make_user(), verified_at=NOW)
    above = make_organisation("FR")
    make_organisation("FR", parent=above)
    for url in (f"/outcomes/{verified.id}/remove", f"/organisations/{above.id}/delete"):
        assert "Undo" not in desk.follow(desk.post(url)).text
    assert db.session.query(PutAside).count() == 0


def test_who_lost_the_right_to_remove_does_not_bring_back(app, client_as):
    user = make_user(roles=[Role.COUNTRY_DESK])
    client = client_as("country_desk", user=user)
    row = make_organisation("FR")
    address = undo_address(client.follow(client.post(f"/organisations/{row.id}/delete")))
    user.grants[0].role = Role.VIEWER
    db.session.commit()
    refused = client.post(address)
    assert refused.status == 422
    assert "Your role does not allow this any more." in refused.text


def test_who_lost_the_nation_does_not_bring_back(client_as):
    make_nation("ID")
    user = make_user(roles=[Role.COUNTRY_DESK], nations=["FR"])
    client = client_as("country_desk", user=user)
    person, programme = make_person("FR"), make_programme(lead_code="FR", partner_codes=["FR"])
    urls = (f"/people/{person.id}/delete", f"/programmes/{programme.id}/delete")
    addresses = [undo_address(client.follow(client.post(url))) for url in urls]
    user.nations = [make_nation("ID")]
    db.session.commit()
    assert [client.post(address).status in {403, 422} for address in addresses] == [True, True]
    db.session.info["viewer"] = EVERYTHING
    assert db.session.query(Programme).count() == 0


def test_what_it_belonged_to_is_gone_by_now(desk):
    event = make_event()
    outcome = make_outcome(events=[event])
    line = make_line()
    lone = make_objective(line)
    address = undo_address(desk.follow(desk.post(f"/objectives/{lone.id}/remove")))
    desk.post(f"/plans/lines/{line.id}/remove")
    refused = desk.post(address)
    assert refused.status == 422
    assert "removed meanwhile" in refused.text
    assert outcome.id


def test_a_name_taken_meanwhile_stays_with_who_took_it(desk):
    row = make_organisation("FR", name="Staff")
    address = undo_address(desk.follow(desk.post(f"/organisations/{row.id}/delete")))
    plan = make_plan(name="Plan of ours")
    undo_plan = undo_address(desk.follow(desk.post(f"/plans/{plan.id}/remove")))
    make_plan(name="Plan of ours")
    refused = desk.post(undo_plan)
    assert refused.status == 422
    assert "something else has taken its name" in refused.text
    assert desk.post(address).status == 303


def test_a_number_that_another_row_took_is_replaced_with_all_that_named_it(desk):
    events = [make_event(), make_event()]
    lost = make_outcome(events=events, title="First")
    objective, key = lost.objective, lost.id
    address = undo_address(desk.follow(desk.post(f"/outcomes/{key}/remove")))
    taken = make_outcome(objective, events, title="Second", id=key)
    db.session.commit()
    page = desk.post(address)
    assert page.status == 303
    db.session.info["viewer"] = EVERYTHING
    back = db.session.scalars(select(Outcome).where(Outcome.title == "First")).one()
    assert back.id != taken.id
    assert page.location == f"/outcomes/{back.id}"
    assert {event.id for event in back.events} == {event.id for event in events}


def test_the_history_tells_that_it_is_back(desk):
    row = make_outcome()
    address = undo_address(desk.follow(desk.post(f"/outcomes/{row.id}/remove")))
    desk.post(address)
    db.session.info["viewer"] = EVERYTHING
    verbs = [
        entry.verb
        for entry in db.session.scalars(
            select(HistoryEntry)
            .where(HistoryEntry.subject_kind == "outcome")
            .order_by(HistoryEntry.id)
        )
    ]
    assert verbs[verbs.index("deleted") :][:2] == ["deleted", "added"]
