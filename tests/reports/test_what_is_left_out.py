"""Gaps and the rows behind numbers say what is not among them: one row for each reason."""

import re
from datetime import date
from html import unescape

import pytest

from planner.choices import EventState, LessonState, Marking, NationTier
from planner.db import db
from planner.outcomes.models import Lesson
from planner.reports.behind.shapes import BEHIND, nothing
from tests.factories import (
    NOW,
    make_event,
    make_follow_up,
    make_indicator,
    make_nation,
    make_objective,
    make_own_nation,
    make_requirement,
    make_values,
)
from tests.reports.test_warnings import set_office

YEAR = "period=2030"
WAITING = {"verified_by": None, "verified_at": None}
BASELINE = {"baseline_starts_on": date(2030, 2, 4), "baseline_ends_on": date(2030, 2, 6)}
OF_UNMET = [
    *("unanswered", "unlinked", "unapproved", "undated"),
    *("planned-cancelled", "planned-postponed"),
]


@pytest.fixture
def office(clock_at):
    """An office with one row for each reason, which no gap and no row behind a number holds."""
    clock_at(NOW)  # 1 March 2030
    make_own_nation("AU")
    make_nation("FR", is_partner=True, tier=NationTier.A)
    make_nation("ID", is_partner=True, tier=None)
    objective = make_objective(code="O1")
    proposed = make_objective(code="O2", line=objective.line, standing="proposed")
    for one in (objective, proposed):
        one.line.plan.starts_on, one.line.plan.ends_on = date(2030, 1, 1), date(2030, 12, 31)
    make_requirement(objective, "FR", 2030, 3)
    make_requirement(objective, "ID", 2030, 2, standing="proposed")
    make_event(["FR"], [objective], state=EventState.APPROVED)
    make_event(["FR"], [objective], state=EventState.PLANNED)
    make_event(["FR"], [objective], state=EventState.CANCELLED, **BASELINE)
    make_event(["FR"], [objective], state=EventState.POSTPONED, **BASELINE)
    make_event(["FR"], [objective], None, state=EventState.CONCEPT)
    held = make_event(["ID"], [], state=EventState.EXECUTED)
    make_follow_up(held, due_on=date(2030, 6, 1))
    make_follow_up(held, due_on=date(2030, 6, 2), state="dropped", closed_on=date(2030, 2, 1))
    make_values(make_indicator(objective), [(date(2030, 2, 1), 3)], **WAITING)
    make_lesson(held, LessonState.OBSERVED, date(2030, 2, 1))
    make_lesson(held, LessonState.IDENTIFIED, date(2030, 12, 1))
    make_follow_up(held, due_on=date(2031, 6, 3), state="dropped", closed_on=date(2030, 2, 1))
    db.session.commit()


def make_lesson(event, state, day):
    """Add a lesson that was written down on a day."""
    db.session.add(Lesson(event=event, what="Radios", state=state, identified_on=day))


def left_out(page):
    """Return what a page says it leaves out: the address of the rows and their number."""
    box = page.html.partition("What was left out, and why</h2>")[2].partition("</section>")[0]
    found = re.findall(r'<a class="num" href="([^"]+)">([\d,]+)<', box)
    assert len(found) == box.count("<li>"), "a reason opens no rows"
    return [(unescape(href), int(number)) for href, number in found]


def named(found):
    """Return the numbers by the name of their rows."""
    return {re.search(r"(?:measure|of)=([\w-]+)", href)[1]: number for href, number in found}


def opened(client, href):
    """Return how many rows an address of a page shows."""
    page = client.get(href)
    assert page.status == 200, href
    if "/reports/rows" in href:
        return int(re.search(r"<b data-number>([\d,]+)</b>", page.html)[1])
    return len({link for link in page.links if re.fullmatch(r"/events/\d+", link)})


def test_gaps_say_what_is_not_among_them(client_as, office):
    client = client_as("approver")
    found = left_out(client.get(f"/reports/gaps?{YEAR}"))
    assert named(found) == dict.fromkeys(OF_UNMET, 1) | {
        "required-proposed": 2,
        "objectives-proposed": 1,
        "targets-unjudged": 1,
        "values-waiting": 1,
        "owed-not-due": 1,
        "stale-unlimited": 1,
    }
    for href, number in found:
        assert opened(client, href) == number, href


def test_an_office_that_hears_of_red_only_is_told_how_many_are_amber(client_as, office):
    set_office(warns_at_amber=False)
    client = client_as("approver")
    for address in (f"/reports/gaps?{YEAR}", f"/reports/rows?of=targets-at-risk&{YEAR}"):
        assert named(left_out(client.get(address)))["targets-amber"] == 0


EXPECTED = {
    **dict.fromkeys(
        ("unmet", "residual", "cells-met"), dict.fromkeys(OF_UNMET, 1) | {"required-proposed": 2}
    ),
    **{key: {"required-proposed": 2} for key in ("required", "cells")},
    **{key: {"unlinked": 1, "objectives-proposed": 1} for key in ("served", "idle")},
    "objectives": {"objectives-proposed": 1},
    "targets-at-risk": {"targets-unjudged": 1, "values-waiting": 1},
    **{
        f"follow-ups{name}": {"follow-ups-not-due": 1, "follow-ups-dropped": 1}
        for name in ("", "-in-time", "-late", "-overdue")
    },
    "owed-late": {"owed-not-due": 1},
    **{key: {"no-answer": 1} for key in ("outcomes", *(f"evidence-{n}" for n in range(5)))},
    "stale": {"stale-unlimited": 1},
    "indicator-O03.2": {"lessons-observed": 1, "lessons-running": 1},
    "indicator-O05.3": {"follow-ups-due-later": 1},
    **{
        f"smart-{name}": {"objectives-proposed": 1}
        for name in (
            *("checked", "specific", "measurable", "achievable", "relevant", "time_bound"),
        )
    },
}


def test_rows_say_what_is_not_among_them(client_as, office):
    client = client_as("approver")
    assert {name for name, one in BEHIND.items() if one.leaves is not nothing} == set(EXPECTED)
    for name, expected in EXPECTED.items():
        found = left_out(client.get(f"/reports/rows?of={name}&{YEAR}"))
        assert named(found) == expected, name
    for name in ("follow-ups", "served", "outcomes", "indicator-O03.2", "indicator-O05.3"):
        for href, number in left_out(client.get(f"/reports/rows?of={name}&{YEAR}")):
            assert opened(client, href) == number, href


def test_what_the_viewer_may_not_see_is_not_counted(client_as, office):
    hidden = {"marking": Marking.OFFICIAL_SENSITIVE}
    objective = make_objective(code="O3")
    for state in (EventState.APPROVED, EventState.PLANNED):
        make_event(["FR"], [objective], state=state, **hidden)
    for state in (EventState.CANCELLED, EventState.POSTPONED):
        make_event(["FR"], [objective], state=state, **BASELINE, **hidden)
    make_event(["FR"], [objective], None, state=EventState.CONCEPT, **hidden)
    held = make_event(["FR"], [], state=EventState.EXECUTED, **hidden)
    make_follow_up(held, due_on=date(2030, 6, 1))
    make_follow_up(held, due_on=date(2030, 6, 2), state="dropped", closed_on=date(2030, 2, 1))
    low = client_as("viewer", ceiling=Marking.PUBLIC)
    high = client_as("viewer")
    pages = [
        "gaps?",
        *(f"rows?of={name}&" for name in ("unmet", "follow-ups", "owed-late", "outcomes")),
    ]
    for page in pages:
        address = f"/reports/{page}{YEAR}"
        few, many = named(left_out(low.get(address))), named(left_out(high.get(address)))
        events = {
            *OF_UNMET,
            "owed-not-due",
            "follow-ups-not-due",
            "follow-ups-dropped",
            "no-answer",
        }
        for name in events & set(few):
            assert (few[name], many[name]) == (1, 2), (page, name)
    stranger = client_as("viewer", nations=["NZ"])
    found = named(left_out(stranger.get(f"/reports/gaps?{YEAR}")))
    assert not any(found[name] for name in (*OF_UNMET, "owed-not-due", "stale-unlimited"))
