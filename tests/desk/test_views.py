"""My desk: what waits for whom, and what it costs."""

import re
from datetime import date, timedelta

import pytest

from planner.accounts.models import User
from planner.choices import EventState, Marking, ProposalState, Role
from planner.clock import now, today
from planner.db import db
from planner.desk.work import WORK
from planner.events.approval.models import ProposedChange
from planner.events.models import Coordination, Event
from planner.objectives.models import IndicatorUpdate, Objective
from planner.outcomes.concern_models import Concern
from planner.outcomes.models import LaterLook, Lesson, MediaItem
from tests.factories import (
    add,
    make_attendance,
    make_commitment,
    make_event,
    make_follow_up,
    make_indicator,
    make_objective,
    make_outcome,
    make_person,
    make_user,
    make_way,
)


def test_an_empty_desk_says_what_will_appear(client_as):
    assert "Nothing waits for you" in client_as("planner").get("/").text


def test_a_planner_sees_what_they_owe_and_must_report(client_as):
    planner = client_as("planner")
    make_follow_up(owner=planner.user, what="Send maps", due_on=today() - timedelta(days=1))
    make_follow_up(what="Not mine", due_on=today() - timedelta(days=1))
    make_event(state=EventState.EXECUTED, owner=planner.user, title="Held")
    make_event(state=EventState.CONCEPT, starts_on=None, owner=planner.user, title="Vague idea")
    make_event(state=EventState.COORDINATED, title="For the approver")

    page = planner.get("/")

    for words in ("Send maps overdue since", "Held", "Write the report", "Vague idea"):
        assert words in page.text, words
    for words in ("Not mine", "For the approver"):
        assert words not in page.text, words


def test_what_is_overdue_stands_under_its_age(client_as):
    planner = client_as("planner")
    for days in (200, 91, 90, 31, 30, 1, 0):
        due_on = today() - timedelta(days=days)
        make_follow_up(owner=planner.user, what=f"Owed for {days}", due_on=due_on)

    for address in ("/", "/desk/follow-ups"):
        words = re.findall(
            r"(More than 90 days late|31 to 90 days late|Up to 30 days late|Not yet late"
            r"|Owed for \d+)(?=</h3>|<| )",
            re.sub(r'<span class="hidden-word">.*?</span>', "", planner.get(address).html),
        )
        assert words == [
            "More than 90 days late", "Owed for 200", "Owed for 91",
            "31 to 90 days late", "Owed for 90", "Owed for 31",
            "Up to 30 days late", "Owed for 30", "Owed for 1",
            "Not yet late", "Owed for 0",
        ], address  # fmt: skip


def test_an_approver_sees_what_to_approve_and_verify_but_not_their_own(client_as):
    both = make_user(roles=[Role.PLANNER, Role.APPROVER])
    make_event(state=EventState.COORDINATED, title="Theirs", author=make_user())
    make_event(state=EventState.COORDINATED, title="Own draft", author=both)
    make_outcome(title="To verify", author=make_user())
    make_outcome(title="Own outcome", author=both)

    page = client_as("approver", user=both).get("/")

    assert "Theirs" in page.text and "To verify" in page.text
    assert "Own draft" not in page.text and "Own outcome" not in page.text


def test_the_next_two_weeks_leave_out_what_is_hidden_or_cancelled(client_as):
    soon = today() + timedelta(days=3)
    make_event(title="Coming", starts_on=soon)
    make_event(title="Hush", starts_on=soon, marking=Marking.OFFICIAL_SENSITIVE)
    make_event(title="Off", starts_on=soon, state=EventState.CANCELLED)
    make_event(title="Far", starts_on=soon + timedelta(days=60))

    page = client_as("viewer", ceiling=Marking.OFFICIAL).get("/")

    assert "Coming" in page.text
    assert not any(words in page.text for words in ("Hush", "Off ", "Far"))


def test_an_administrator_finds_the_settings_and_no_content(client_as):
    make_event(title="Coming", starts_on=today())

    page = client_as("administrator").get("/")

    assert "Set up the office" in page.text
    assert "Coming" not in page.text


def test_nobody_is_asked_to_sign_in(client_as):
    assert client_as(None).get("/").status == 303


def test_the_desk_costs_the_same_however_much_waits(client_as, queries):
    planner = client_as("planner")
    for number in range(30):
        make_follow_up(owner=planner.user, due_on=today())
        make_event(starts_on=today() + timedelta(days=number % 9), owner=planner.user)
        make_event(state=EventState.EXECUTED, owner=planner.user)
    planner.get("/")

    with queries() as seen:
        page = planner.get("/")

    assert "and 22 more" in page.text
    assert len(seen) <= 31


EACH = 10
"""More of each kind than the desk shows."""


def visit(owner, days, **fields):
    """Plan a visit abroad in so many days, of which customs are due two weeks before."""
    day = today() + timedelta(days=days)
    event = make_event(starts_on=day, state=EventState.PLANNED, owner=owner, host_code="FR")
    for name, value in fields.items():
        setattr(event, name, value)


def cleared_until(owner, days):
    """Expect somebody at an event far ahead whose clearance ends in so many days."""
    event = make_event(
        starts_on=today() + timedelta(days=300), state=EventState.PLANNED, owner=owner,
        partners=["XA"],
    )  # fmt: skip
    ends = today() + timedelta(days=days)
    make_attendance(event, make_person("XA", is_cleared=True, clearance_expires_on=ends))


def critical(event, days, **told):
    """Log what was published against us so many days ago."""
    row = {"kind": "other", "title": f"Harsh {days}", "tone": -1} | told
    add(MediaItem(event=event, published_on=today() - timedelta(days=days), **row))


def raised(event, days, **told):
    """Note a concern that was raised so many days ago."""
    row = {"source": "press", "what": f"Noise {days}"} | told
    add(Concern(event=event, raised_on=today() - timedelta(days=days), **row))


@pytest.fixture
def busy(patterns):
    """Somebody with every role that has work, and more of each kind of it than a desk shows."""
    return db.session.get(User, patterns.rows(f"busy desk {today()}", make_busy))


def make_busy():
    """Make what the desk holds; return the key of whose desk it is."""
    me, other = make_user(roles=[Role.PLANNER, Role.APPROVER, Role.COUNTRY_DESK]), make_user()
    codes = [f"X{chr(65 + number)}" for number in range(EACH)]
    make_event(codes, state=EventState.PLANNED, owner=me)
    indicator, taught = make_indicator(), make_event(state=EventState.REPORTED, owner=other)
    for number in range(EACH):
        make_follow_up(owner=me, due_on=today() + timedelta(days=number - 5))
        promised(me, number - 5)
        make_event(state=EventState.EXECUTED, owner=me)
        make_event(state=EventState.COORDINATED, author=other)
        make_event(state=EventState.APPROVED, starts_on=today() - timedelta(days=9), owner=me)
        make_event(state=EventState.CONCEPT, starts_on=None, owner=me)
        make_outcome(author=other)
        make_way(codes[number], looked_on=today() - timedelta(days=400))
        make_way(codes[number], "Seen lately", looked_on=today())
        visit(me, 9 + number % 3)
        cleared_until(me, number - 5)
        look(me, number - 5)
        owed(indicator.objective, number - 5, owner=me)
        learnt(taught, me, days=40 + number)
        critical(make_event(state=EventState.REPORTED, owner=me), number)
        raised(make_event(state=EventState.REPORTED, owner=me), 10 + number)
        agreed(make_event(["FR", "ID"], state=EventState.COORDINATED, owner=me, author=me), "FR")
        add(
            IndicatorUpdate(
                indicator=indicator,
                value=number,
                seen_on=date(2026, 1, 1) + timedelta(days=number),
                author=other,
                created_at=now(),
            )
        )
        propose(other, [other.id], ProposalState.OPEN)
        propose(me, [me.id], ProposalState.DECLINED, decided_at=now(), decision_note="No")
    # What is near to each kind, but not of it.
    make_way("XZ", "Nothing is planned with it", looked_on=today() - timedelta(days=400))
    visit(me, 22)
    visit(other, 9)
    cleared_until(me, 70)
    cleared_until(other, 3)
    visit(me, 9, customs_checked=True)
    raised(taught, 20)
    raised(make_event(state=EventState.REPORTED, owner=me), 6)
    raised(make_event(state=EventState.REPORTED, owner=me), 9, answered_on=today(), answer="So")
    critical(taught, 3)
    critical(make_event(state=EventState.REPORTED, owner=me), 3, answered_on=today())
    critical(make_event(state=EventState.REPORTED, owner=me), 3, tone=0)
    make_follow_up(owner=me, due_on=today() + timedelta(days=8))
    make_follow_up(owner=me, state="done", due_on=today(), closed_on=today())
    promised(me, 8)
    promised(other, 0)
    promised(me, 0, state="kept", settled_on=today())
    look(me, 8)
    learnt(taught, me, days=0)
    learnt(taught, other, days=40)
    owed(indicator.objective, 8, owner=me)
    owed(indicator.objective, 0, owner=other)
    owed(make_objective(retired_on=today()), 0, owner=me)
    look(other, 0)
    look(me, 0, lasted="lasted", looked_on=today())
    make_event(state=EventState.EXECUTED, owner=other)
    make_event(state=EventState.COORDINATED, author=me)
    make_event(state=EventState.APPROVED, starts_on=today() - timedelta(days=9), owner=other)
    make_event(state=EventState.APPROVED, starts_on=today() - timedelta(days=1), owner=me)
    make_event(state=EventState.CONCEPT, owner=me)
    agreed(make_event(["FR"], state=EventState.COORDINATED, owner=me, author=me), "FR")
    make_event(["FR", "ID"], state=EventState.COORDINATED, owner=me, author=me)
    agreed(make_event(["FR", "ID"], state=EventState.PLANNED, owner=me, author=me), "FR")
    make_outcome(author=me)
    propose(me, [me.id], ProposalState.OPEN)
    own_the_rest(other)
    gone, event = make_user(active=False), make_event(owner=other)
    for number in range(EACH):
        make_event(starts_on=today() + timedelta(days=60 + number), author=other)
        make_follow_up(event, gone)
        promised(gone, 60 + number)
        add(Lesson(event=event, what=f"Lesson {number}", owner=gone, identified_on=today()))
        make_objective(line=indicator.objective.line)
        owed(indicator.objective, 60 + number, owner=gone if number % 2 else None)
    make_event(starts_on=today() + timedelta(days=60), author=me)
    make_event(state=EventState.CANCELLED, author=other)
    make_objective(line=indicator.objective.line, retired_on=today())
    return me.id


def promised(owner, days, **fields):
    """Make a commitment in the keeping of somebody, due in so many days."""
    said, due = today() - timedelta(days=90), today() + timedelta(days=days)
    return make_commitment("FR", owner, promised_on=said, due_on=due, **fields)


def look(owner, days, **fields):
    """Make a later look at an event of somebody, due in so many days."""
    event = make_event(state=EventState.REPORTED, owner=owner)
    return add(LaterLook(event=event, days=30, due_on=today() + timedelta(days=days), **fields))


def learnt(event, owner, days):
    """Make a lesson that was identified so many days ago."""
    day = today() - timedelta(days=days)
    return add(Lesson(event=event, what=f"Lesson of {day}", owner=owner, identified_on=day))


def owed(objective, days, **fields):
    """Make an indicator of which a value is owed in so many days."""
    day = today() + timedelta(days=days)
    return make_indicator(objective, next_due_on=day, typed_due_on=day, **fields)


def agreed(event, code):
    """Note the agreement of one nation."""
    entry = {"party": "partner", "agreed_on": date(2026, 1, 1), "note": ""}
    event.coordination.append(Coordination(nation_code=code, **entry))


def own_the_rest(owner):
    """Give an owner to whatever has none."""
    for entity in (Event, Objective):
        for row in db.session.query(entity).filter_by(owner_id=None):
            row.owner_id = owner.id
    db.session.flush()


def propose(user, writers, state, **fields):
    """Make a proposed change of an approved event."""
    return add(
        ProposedChange(
            event=make_event(state=EventState.APPROVED, starts_on=today() + timedelta(days=90)),
            proposed_by=user,
            writer_ids=writers,
            proposed_at=now(),
            changes={"title": ["Old", "New"]},
            state=state,
            **fields,
        )
    )


@pytest.mark.parametrize("name", [one.name for one in WORK])
def test_a_kind_of_work_opens_all_of_its_rows_and_no_other(client_as, busy, name):
    client = client_as("planner", user=busy)
    desk = client.get("/")
    part = next(
        text
        for text in re.findall(r'<section class="card.*?</section>', desk.html, re.S)
        if f'<h2><a href="/desk/{name}">' in text
    )
    shown = part.count("<li")
    more = int(re.search(rf'href="/desk/{name}">and (\d+) more', part)[1])

    page = client.get(f"/desk/{name}")

    assert page.status == 200
    assert shown + more == EACH
    lines = "".join(re.findall(r'<ul class="todo">.*?</ul>', page.html, re.S))
    assert lines.count("<li") == EACH
    assert f"<b data-number>{EACH}</b>" in page.html


@pytest.mark.parametrize("name", [one.name for one in WORK])
def test_a_kind_of_work_that_waits_for_nobody_says_so(client_as, busy, name):
    page = client_as("viewer").get(f"/desk/{name}")
    assert page.status == 200
    assert "Nothing of this kind waits for you" in page.text


def test_a_kind_of_work_that_there_is_not_is_not_found(client_as):
    assert client_as("planner").get("/desk/everything").status == 404
