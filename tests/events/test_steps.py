"""What a page offers is allowed: every state as every role, every link and form followed."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from planner.choices import EXECUTED_STATES, EventState, Role
from planner.clock import today
from planner.db import db
from planner.errors import NotAllowed
from planner.events.models import Coordination, Event, Risk
from planner.events.states.steps import STEPS, open_steps, refusal
from planner.outcomes.choice_queries import HELD_STATES
from tests.factories import (
    make_attendance,
    make_event,
    make_follow_up,
    make_objective,
    make_outcome,
    make_own_nation,
    make_programme,
    make_report,
    make_user,
)
from tests.sheets import FormReader

S = EventState
ROLES = [role.value for role in Role if role is not Role.ADMINISTRATOR]
LIKE_PLANNER = {"country_desk": (S.CONCEPT, S.CLOSED)}
"""A role that may at an event what another may is walked in two states only."""
PAIRS = [
    (state, role) for role in ROLES for state in S if state in LIKE_PLANNER.get(role, tuple(S))
]
NOT_OURS = re.compile(r"sign-out|/f/|\.ics|\.csv|\.xlsx|^#|^mailto|/help|/account")


def event_in(state, owner):
    """Return an event in a state, with something of everything that hangs on one."""
    first = today() - timedelta(days=9) if state in (*EXECUTED_STATES, S.IN_PROGRESS) else None
    event = make_event(
        ["AU", "FR"],
        [make_objective()],
        state=state,
        starts_on=first or today() + timedelta(days=60),
        days=3,
        owner=owner,
        author=owner,
        programme=make_programme(),
        participants_actual=9,
        participants_planned=9,
        risks_rated=True,
        **({"baselined_at": owner.created_at} if state in (S.APPROVED, S.IN_PROGRESS) else {}),
    )
    for party, code in (("partner", "FR"), ("agencies", None), ("funding", None)):
        entry = Coordination(party=party, nation_code=code, agreed_on=today())
        event.coordination.append(entry)
    event.risks.append(Risk(category="weather", likelihood=2, impact=2, mitigation=""))
    make_attendance(event)
    if state in HELD_STATES:
        outcome = {"events": [event], "seen_on": today(), "author": owner}
        make_outcome(event.links[0].objective, **outcome)
    if state in EXECUTED_STATES:
        make_report(event, reported_on=today())
    if state is not S.CLOSED:
        make_follow_up(event, owner, due_on=today() + timedelta(days=9))
    db.session.commit()
    return event


def forms_of(page):
    reader = FormReader()
    reader.feed(page.html)
    return [form for form in reader.forms if form["method"] == "post"]


def about(url, event):
    """Say whether an address is a page or step of the event."""
    path = urlsplit(url).path
    return path.startswith(f"/events/{event.id}") or f"event={event.id}" in url


@pytest.mark.parametrize(("state", "role"), PAIRS)
def test_no_link_and_no_form_of_an_event_leads_to_a_refusal(client_as, state, role):
    make_own_nation("AU")
    owner = make_user(roles=[Role(role)])
    event, client = event_in(state, make_user()), client_as(role, user=owner)
    page = client.get(f"/events/{event.id}")
    assert page.status == 200
    links = {url for url in page.links if about(url, event) and not NOT_OURS.search(url)}
    actions = {(f"/events/{event.id}", form["action"]) for form in forms_of(page)}
    for url in sorted(links):
        answer = client.get(url)
        assert answer.status == 200, (url, answer.status, answer.text[:300])
        actions |= {(url, form["action"] or url) for form in forms_of(answer)}
    for url, action in sorted(actions):
        if NOT_OURS.search(action):
            continue
        answer = client.open("POST", action, data={"nothing": "1"})
        assert answer.status not in (403, 405, 409), (url, action, answer.text[:300])
        if answer.status == 303:
            told = client.get(answer.location)
            assert 'flash-error"' not in told.html, (url, action, told.text[:400])
            put_back(event, state)


def put_back(event, state):
    """Let the event stand as it did, for the next form."""
    db.session.rollback()
    row = db.session.get(Event, event.id)
    if row.state is not state or row.discarded_at is not None:
        row.state, row.discarded_at = state, None
    db.session.commit()


@pytest.mark.parametrize("role", ["planner", "approver", "administrator"])
@pytest.mark.parametrize("state", [S.CONCEPT, S.APPROVED, S.CLOSED, S.CANCELLED])
def test_the_address_of_a_step_that_is_shut_says_why(client_as, state, role):
    make_own_nation("AU")
    user = make_user(roles=[Role(role)])
    event, client = event_in(state, make_user()), client_as(role, user=user)
    can = open_steps(event, user.as_viewer)
    pages = {
        "edit": "edit", "nations": "nations", "coordination": "coordination", "risks": "risks",
        "actuals": "actuals", "marking": "marking", "comment": "comment", "revive": "revive",
        "new_like_it": "copy", "replacement": "replacement", "ask_postponed": "ask/postponed",
    }  # fmt: skip
    shown = client.get(f"/events/{event.id}")
    for step, path in pages.items():
        url = f"/events/{event.id}/{path}"
        answer = client.get(url)
        if getattr(can, step):
            assert answer.status == 200, (step, answer.status)
            continue
        broken = refusal(step, event, user.as_viewer)
        assert url not in shown.links, step
        if not user.as_viewer.sees_content:
            assert answer.status in (403, 404)
        elif isinstance(broken, NotAllowed):
            assert answer.status == 403, step
        else:
            assert answer.status == 303, step
            assert str(broken) in client.follow(answer).text


def test_every_step_is_asked_by_a_page_and_an_action():
    assert set(STEPS) >= {"edit", "risks", "coordination", "people", "discard", "replacement"}
