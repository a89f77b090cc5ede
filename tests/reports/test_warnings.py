"""Reports that warn in time: due days, unanswered events, targets at risk, by the settings."""

import csv
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest

from planner.choices import EventState, IndicatorSource
from planner.db import db
from planner.objectives.models import IndicatorTarget
from planner.office.models import Office
from planner.reports.measures.scope import Scope
from planner.reports.measures.timeliness import reports_in_time
from planner.reports.periods import ReportPeriod
from planner.shapes.objective import WrittenPlan
from tests.factories import (
    NOW,
    make_event,
    make_indicator,
    make_objective,
    make_own_nation,
    make_report,
    make_user,
    make_values,
)

YEAR = "period=2030"


@pytest.fixture(autouse=True)
def still_clock(clock_at):
    clock_at(NOW)  # 1 March 2030
    make_own_nation("AU")


def set_office(**fields):
    for name, value in fields.items():
        setattr(db.session.get(Office, 1), name, value)
    db.session.commit()


def section(page, key):
    """Return the words of one section of the gaps page."""
    return page.html.partition(f'<section class="card" id="{key}">')[2].partition("</section>")[0]


def test_what_was_approved_and_is_over_is_asked_of_its_owner(client_as):
    owner = make_user()
    over = make_event(["FR"], state=EventState.APPROVED, owner=owner, title="Was it held")
    make_event(["FR"], state=EventState.IN_PROGRESS, owner=make_user(), title="Of another")
    make_event(["FR"], state=EventState.IN_PROGRESS, title="Of nobody")
    make_event(["FR"], starts_on=date(2030, 3, 1), days=1, state=EventState.APPROVED,
               owner=owner, title="Still today")  # fmt: skip
    client = client_as("planner", user=owner)
    page = client.get("/")
    card = page.html.partition("Did it take place?")[2].partition("</section>")[0]
    assert "Was it held" in card and "Of nobody" in card
    assert "Of another" not in card and "Still today" not in card
    assert f'href="/events/{over.id}/move/executed"' in card
    assert f'href="/events/{over.id}/took-place"' in card

    form = client.get(f"/events/{over.id}/move/executed").html
    assert 'value="2030-02-04"' in form and 'value="2030-02-06"' in form
    days = {"actual_starts_on": "2030-02-04", "actual_ends_on": "2030-02-06"}
    refused = client.post(f"/events/{over.id}/move/executed", days)
    assert "how many took part" in refused.text
    held = client.post(f"/events/{over.id}/move/executed", days | {"participants_actual": "9"})
    assert held.status == 303
    assert "Was it held" not in client.get("/").html.partition("Did it take")[2].partition(
        "</section>")[0]  # fmt: skip


def test_the_answer_no_leads_to_postponing_and_cancelling(client_as):
    over = make_event(["FR"], state=EventState.APPROVED)
    page = client_as("approver").get(f"/events/{over.id}/took-place")
    assert f'href="/events/{over.id}/move/postponed"' in page.html
    assert f'href="/events/{over.id}/move/cancelled"' in page.html
    page = client_as("planner").get(f"/events/{over.id}/took-place")
    assert "Only an approver postpones or cancels" in page.text
    assert f'href="/events/{over.id}/move/executed"' in page.html
    assert client_as("viewer").get(f"/events/{over.id}/took-place").status == 403
    ahead = make_event(["FR"], starts_on=date(2030, 6, 1), state=EventState.APPROVED)
    assert client_as("planner").get(f"/events/{ahead.id}/took-place").status == 303
    assert "Did it take place?" in client_as("planner").get(f"/events/{over.id}").text


def test_gaps_hold_what_nobody_answered_and_open_it(client_as):
    over = make_event(["FR"], state=EventState.APPROVED, title="Was it held")
    client = client_as("planner")
    page = client.get(f"/reports/gaps?{YEAR}")
    found = section(page, "unanswered")
    assert "Was it held" in found and f"/events/{over.id}/took-place" in found
    assert "measure=unanswered" in found
    listed = client.get("/events/?measure=unanswered&from=2030-01-01&to=2030-12-31")
    assert "Was it held" in listed.text
    rows = rows_of(client)
    assert [row[1] for row in rows if row[0] == "Did it take place?"] == ["Was it held"]
    assert "Was it held" not in section(client.get("/reports/gaps?period=2029"), "unanswered")


def rows_of(client):
    """Return the lines of the gaps file."""
    return [
        row for row in csv.reader(StringIO(client.get(f"/reports/gaps.csv?{YEAR}").text)) if row
    ]


@pytest.mark.parametrize(
    ("days", "words"),
    [(30, "due 8 Mar 2030"), (10, "due 16 Feb 2030, 13 days late"), (23, "due 1 Mar 2030")],
)
def test_a_report_is_due_by_the_offices_days_wherever_it_is_missing(client_as, days, words):
    set_office(report_days=days)
    planner = client_as("planner")
    held = make_event(["FR"], state=EventState.EXECUTED, owner=planner.user, title="Held")
    assert words in planner.get(f"/events/{held.id}").text
    due, _comma, late = words.partition(", ")
    on_desk = due.replace("due", "overdue since") if late else due
    assert f"Held {on_desk} · 4–6 Feb 2030" in planner.get("/").text
    gaps = planner.get(f"/reports/gaps?{YEAR}")
    assert words in section(gaps, "unreported")
    is_late = "late" in words
    assert ("todo-late" in section(gaps, "unreported")) is is_late
    missing = [row for row in rows_of(planner) if row[0] == "Executed without a report"]
    assert words in missing[0][2]


def test_reports_in_time_follow_the_setting():
    early = make_event(["FR"], state=EventState.REPORTED)
    make_report(early, reported_on=date(2030, 2, 16))
    make_event(["FR"], starts_on=date(2030, 2, 6), days=1, state=EventState.EXECUTED)
    scope = Scope(ReportPeriod(date(2030, 1, 1), date(2030, 12, 31)), NOW.date())
    for days, expected in ((30, (0, 0)), (10, (1, 2)), (9, (0, 2)), (23, (0, 0)), (22, (1, 2))):
        set_office(report_days=days)
        rate = reports_in_time(scope)
        assert (rate.numerator, rate.denominator) == expected, days


def test_the_words_of_m14_tell_the_setting(client_as):
    set_office(report_days=12)
    page = client_as("viewer").get(f"/reports/figures?{YEAR}").text
    assert "Reported within 12 days of the end" in page
    assert "30 days" not in page


def test_word_of_an_outcome_is_expected_by_the_offices_window(client_as):
    make_event(["FR"], state=EventState.EXECUTED, title="Held")
    for days, words in ((180, "due 5 Aug 2030"), (10, "due 16 Feb 2030, 13 days late")):
        set_office(outcome_days=days)
        page = client_as("planner").get(f"/reports/gaps?{YEAR}")
        assert words in section(page, "no-outcome")


def test_new_objectives_start_with_the_offices_window(client_as):
    set_office(outcome_days=77)
    objective = make_objective()
    plan = objective.line.plan
    page = client_as("country_desk").get(f"/plans/{plan.id}/objectives/new")
    assert 'value="77"' in page.html

    from planner.objectives.catalogue_actions import adopt_catalogue

    adopted = adopt_catalogue(
        WrittenPlan(name="Adopted", starts_on=date(2031, 1, 1), ends_on=date(2033, 12, 31))
    )
    assert {one.outcome_window_days for line in adopted.lines for one in line.objectives} == {77}


def test_targets_at_risk_tell_the_value_due_next(client_as):
    objective = make_objective()
    for name, value in (("Red one", 0), ("Amber one", 2), ("Green one", 9), ("Unmeasured", None)):
        one = make_indicator(
            objective, name=name, source=IndicatorSource.MANUAL,
            baseline=Decimal(0), baseline_on=date(2030, 1, 1),
        )  # fmt: skip
        one.targets = [
            IndicatorTarget(
                starts_on=date(2030, 1, 1), ends_on=date(2030, 5, 31), value=Decimal(10)
            )
        ]
        if value is not None:
            make_values(one, [(date(2030, 2, 20), value)])
    db.session.commit()
    client = client_as("planner")
    found = section(client.get(f"/reports/gaps?{YEAR}"), "at-risk")
    assert "Red one" in found and "Amber one" in found
    assert "Green one" not in found and "Unmeasured" not in found
    assert found.index("Red one") < found.index("Amber one")
    assert "2 now, 10 due by 31 May 2030" in found
    assert "/updates/new" in found
    rows = client.get(f"/reports/rows?of=targets-at-risk&{YEAR}")
    assert "<b data-number>2</b>" in rows.html and "31 May 2030" in rows.text
    assert sum(row[0] == "Targets at risk" for row in rows_of(client)) == 2

    set_office(warns_at_amber=False)
    found = section(client.get(f"/reports/gaps?{YEAR}"), "at-risk")
    assert "Red one" in found and "Amber one" not in found
    assert "The period has not begun" in section(client.get("/reports/gaps?period=2031"), "at-risk")


def test_my_desk_shows_the_first_of_what_is_coming_and_leads_to_all_of_it(client_as):
    make_event(["FR"], starts_on=date(2029, 11, 2), days=400, state=EventState.APPROVED,
               title="On for a year")  # fmt: skip
    for number in range(31):
        make_event(["FR"], starts_on=NOW.date(), days=1, title=f"Coming {number}")
    client = client_as("viewer")
    page = client.get("/")
    assert "On for a year" in page.text.partition("Next 14 days")[2]
    assert page.text.count("Coming ") == 29
    link = next(one for one in page.links if one.startswith("/events/?from=2030-03"))
    assert ">and 2 more<" in page.html
    assert client.get(link).text.count("Coming ") >= 31


def test_what_ended_early_or_was_executed_is_not_coming_up(client_as):
    make_event(["FR"], starts_on=date(2030, 2, 25), days=14, state=EventState.EXECUTED,
               actual_ends_on=date(2030, 2, 27), title="Cut short")  # fmt: skip
    today = make_event(["FR"], starts_on=NOW.date(), days=1, state=EventState.EXECUTED,
                       title="Held today")  # fmt: skip
    page = client_as("viewer").get("/").text
    assert "Cut short" not in page
    nation = client_as("viewer").get("/nations/FR").text
    assert nation.index("Cut short") > 0
    assert today.title in nation
