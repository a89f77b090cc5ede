"""Who owes the next value of an indicator, and by when: on the desk, in the calendar, handed on."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from planner.choices import IndicatorSource, Rhythm, Standing
from planner.db import db
from planner.desk.holding_queries import HOLDINGS
from planner.desk.leaving_actions import take
from planner.desk.work import WORK
from planner.errors import NotAllowed, RuleBroken
from planner.objectives.models import Indicator
from planner.objectives.update_actions import add_update, edit_update, remove_update
from planner.objectives.value_due import as_many_months_later, due_day, owed_on
from planner.objectives.value_due_actions import set_owed_values
from planner.objectives.value_due_conditions import value_is_owed
from planner.shapes.indicator import OwedValues, WrittenValue
from tests.factories import (
    NOW,
    make_indicator,
    make_line,
    make_objective,
    make_plan,
    make_user,
)
from tests.sheets import Sheet

TODAY = NOW.date()
BEGINS, ENDS = TODAY - timedelta(days=400), TODAY + timedelta(days=400)


@pytest.fixture(autouse=True)
def still_clock(clock_at):
    clock_at(NOW)


@pytest.fixture
def indicator():
    plan = make_plan(starts_on=BEGINS, ends_on=ENDS)
    return make_indicator(make_objective(line=make_line(plan)), name="Days alongside")


def owe(indicator, rhythm=Rhythm.NONE, owner=None, day=None):
    """Set what is owed of an indicator, as the desk does."""
    owed = OwedValues(owner_id=owner and owner.id, rhythm=rhythm, typed_due_on=day)
    desk = make_user(["country_desk"])
    return set_owed_values(indicator, owed, viewer=desk.as_viewer, today=TODAY)


def record(indicator, day, value=3):
    """Record a value, as a planner does."""
    written = WrittenValue(seen_on=day, value=Decimal(value))
    return add_update(indicator, written, viewer=make_user().as_viewer, now=NOW, today=TODAY)


@pytest.mark.no_database
@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2029, 3, 31), 3, date(2029, 6, 30)),
        (date(2029, 6, 30), 6, date(2029, 12, 31)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2029, 11, 15), 3, date(2030, 2, 15)),
        (date(2029, 1, 30), 1, date(2029, 2, 28)),
    ],
)
def test_a_rhythm_counts_months_and_keeps_the_end_of_a_month(day, months, later):
    assert as_many_months_later(day, months) == later


def test_the_due_day_follows_the_values_and_the_typed_day(indicator):
    owe(indicator, Rhythm.MONTHLY)
    assert due_day(indicator) == as_many_months_later(TODAY, 1)  # from the day it was set
    indicator.baseline_on = TODAY - timedelta(days=90)
    assert due_day(indicator) == as_many_months_later(indicator.baseline_on, 1)
    first = record(indicator, TODAY - timedelta(days=60))
    assert indicator.next_due_on == as_many_months_later(first.seen_on, 1)
    late = record(indicator, TODAY - timedelta(days=10))
    assert indicator.next_due_on == as_many_months_later(late.seen_on, 1)
    older = WrittenValue(seen_on=TODAY - timedelta(days=20), value=Decimal(3))
    edit_update(late, indicator, older, today=TODAY, viewer=make_user().as_viewer)
    assert indicator.next_due_on == as_many_months_later(older.seen_on, 1)
    remove_update(late, indicator)
    assert indicator.next_due_on == as_many_months_later(first.seen_on, 1)

    typed = TODAY + timedelta(days=3)
    owe(indicator, Rhythm.MONTHLY, day=typed)
    assert indicator.next_due_on == typed
    record(indicator, first.seen_on)  # no later value: the typed day stands
    assert indicator.next_due_on == typed
    newest = record(indicator, TODAY)
    assert indicator.next_due_on == as_many_months_later(TODAY, 1)
    remove_update(newest, indicator)
    assert indicator.next_due_on == typed  # the value that met it is gone
    owe(indicator)
    assert indicator.next_due_on is None


def change_nothing(_indicator):
    """Leave it."""


def retire(indicator):
    indicator.objective.retired_on = TODAY


def propose(indicator):
    indicator.objective.standing = Standing.PROPOSED


def compute(indicator):
    indicator.source = IndicatorSource.AUTO


def end_plan(indicator):
    indicator.objective.line.plan.ends_on = indicator.next_due_on - timedelta(days=1)


def end_plan_on_the_day(indicator):
    indicator.objective.line.plan.ends_on = indicator.next_due_on


def end_plan_before_a_typed_day(indicator):
    indicator.typed_due_on = indicator.next_due_on
    end_plan(indicator)


@pytest.mark.parametrize(
    ("change", "is_owed"),
    [
        (change_nothing, True),
        (retire, False),
        (propose, False),
        (compute, False),
        (end_plan, False),
        (end_plan_on_the_day, True),
        (end_plan_before_a_typed_day, True),
    ],
)
def test_a_row_and_a_select_agree_on_what_is_owed(indicator, change, is_owed):
    owe(indicator, Rhythm.QUARTERLY)
    change(indicator)
    db.session.flush()
    assert (owed_on(indicator) is not None) is is_owed
    assert (db.session.query(Indicator).filter(value_is_owed()).count() == 1) is is_owed


def test_the_owner_finds_it_on_the_desk_and_in_the_calendar_and_records_it(client_as, indicator):
    planner, desk = client_as("planner"), client_as("country_desk")
    sheet = Sheet(desk, f"/objectives/indicators/{indicator.id}/owner")
    sent = {"owner_id": str(planner.user.id), "rhythm": "monthly"}
    assert sheet.send(**sent, typed_due_on=f"{TODAY - timedelta(days=1)}").status == 303
    shown = desk.get(f"/objectives/indicators/{indicator.id}").text
    assert planner.user.name in shown and "overdue" in shown

    home = planner.get("/")
    assert "Indicator values to record" in home.text and "Days alongside" in home.text
    record_at = f"/objectives/indicators/{indicator.id}/updates/new"
    month = f"{TODAY - timedelta(days=1):%Y-%m}"
    for page in (home, planner.get(f"/calendar/due?month={month}")):
        assert record_at in page.links and "Days alongside" in page.text
    others = client_as("planner")
    assert "Days alongside" not in others.get("/").text
    assert "Days alongside" not in others.get(f"/calendar/due?month={month}").text
    assert planner.user.name in others.get(f"/calendar/due?month={month}&whose=all").text

    assert Sheet(planner, record_at).send(value="4").status == 303
    assert "Indicator values to record" not in planner.get("/").text
    assert indicator.next_due_on == as_many_months_later(TODAY, 1)
    page = desk.get(f"/objectives/indicators/{indicator.id}/owner").html
    assert f"{TODAY - timedelta(days=1)}" not in page.split('name="typed_due_on"')[1][:200]


def test_who_may_set_it_and_who_may_own(client_as, indicator):
    url = f"/objectives/indicators/{indicator.id}/owner"
    for role in ("viewer", "planner", "approver", "administrator"):
        assert client_as(role).get(url).status == 403
    approver = make_user(["approver"])
    gone = make_user(["planner"], active=False)
    for user in (approver, gone):
        with pytest.raises(RuleBroken, match="may not record values"):
            owe(indicator, owner=user)
        refused = client_as("country_desk").post(url, {"owner_id": user.id, "rhythm": "yearly"})
        assert refused.status == 422
    indicator.source = IndicatorSource.AUTO
    with pytest.raises(RuleBroken, match="nobody owes its values"):
        owe(indicator, Rhythm.YEARLY)
    with pytest.raises(NotAllowed):
        owed = OwedValues(rhythm=Rhythm.YEARLY)
        set_owed_values(indicator, owed, viewer=make_user().as_viewer, today=TODAY)


def test_who_leaves_hands_it_over_to_somebody_who_records(client_as, indicator):
    smith, approver = make_user(name="Maj Smith"), make_user(["approver"], name="Ann")
    desk = make_user(["country_desk"], name="Pat")
    owe(indicator, Rhythm.YEARLY, owner=smith)
    db.session.commit()
    admin = client_as("administrator")
    url = f"/users/{smith.id}/deactivate"
    assert "Indicators: 1" in admin.get(url).text
    assert admin.post(url, {"to_all": str(approver.id)}).status == 422
    assert admin.post(url, {"to_all": ""}).status == 303
    assert "Maj Smith (left)" in admin.get(f"/objectives/indicators/{indicator.id}").text

    work = next(one for one in WORK if one.name == "unowned-indicators")
    assert str(work.title) in client_as("country_desk", user=desk).get("/").text
    assert str(work.title) not in client_as("approver", user=approver).get("/").text
    other = client_as("approver", user=approver)
    other.post(f"/desk/indicators/{indicator.id}/take")
    assert indicator.owner_id == smith.id
    client_as("country_desk", user=desk).post(f"/desk/indicators/{indicator.id}/take")
    db.session.expire_all()
    assert indicator.owner_id == desk.id
    with pytest.raises(RuleBroken, match="owns this already"):
        take(indicator, HOLDINGS[4], viewer=desk.as_viewer)
