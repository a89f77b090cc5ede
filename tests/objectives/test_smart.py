"""Each letter of the SMART check, at its edges, and where it is told."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from planner.choices import Direction, SmartLetter, SoftPower, Standing
from planner.db import db
from planner.objectives.models import IndicatorTarget
from planner.objectives.smart import smart_check
from planner.objectives.smart_facts import Aimed, SmartFacts, SmartMeasure
from planner.web.cells import cell
from tests.factories import (
    NOW,
    make_indicator,
    make_line,
    make_objective,
    make_plan,
    make_requirement,
    make_user,
    make_values,
)

FIRST, LAST = date(2030, 1, 1), date(2032, 12, 31)
DAYS = 1096
AIM = Aimed(Decimal(10), FIRST, LAST)
GOOD = SmartMeasure("I1", Direction.UP, "count", Decimal(0), (AIM,))
FACTS = SmartFacts(FIRST, LAST, date(2030, 3, 1), measures=(GOOD,), required=1, window_days=180)


def letters(**changes):
    """Return the letters that fail once some facts are changed."""
    return "".join(one.letter for one in smart_check(replace(FACTS, **changes)).letters)


def measured(**changes):
    """Return the letters that fail once the only indicator is changed."""
    return letters(measures=(replace(GOOD, **changes),))


def aimed(first, last, value=10):
    return (Aimed(Decimal(value), first, last),)


DAY = timedelta(days=1)
CASES = {
    "whole": (letters, {}, ""),
    "statement": (letters, {"has_statement": False}, "S"),
    "category": (letters, {"has_category": False}, "S"),
    "owner": (letters, {"has_owner": False}, "S"),
    "no indicator": (letters, {"measures": ()}, "MAT"),
    "one good of two": (letters, {"measures": (SmartMeasure("I0", Direction.UP), GOOD)}, ""),
    "no unit": (measured, {"unit": ""}, "M"),
    "no baseline": (measured, {"baseline": None}, "M"),
    "baseline of nought": (measured, {"baseline": Decimal(0)}, ""),
    "no target": (measured, {"targets": ()}, "MAT"),
    "wrong side, up": (measured, {"baseline": Decimal("10.1")}, "A"),
    "level held": (measured, {"baseline": Decimal(10)}, ""),
    "wrong side, down": (measured, {"direction": Direction.DOWN}, "A"),
    "falls": (measured, {"direction": Direction.DOWN, "baseline": Decimal(11)}, ""),
    "reached before": (measured, {"before": Decimal(10)}, "A"),
    "nearly reached before": (measured, {"before": Decimal("9.9")}, ""),
    "level was there": (measured, {"baseline": Decimal(10), "before": Decimal(10)}, ""),
    "nothing required": (letters, {"required": 0}, "A"),
    "no theory": (letters, {"has_theory": False}, "R"),
    "begins before": (measured, {"targets": aimed(FIRST - DAY, LAST)}, "T"),
    "ends after": (measured, {"targets": aimed(FIRST, LAST + DAY)}, "T"),
    "ends today": (measured, {"targets": aimed(FIRST, FACTS.today)}, ""),
    "ended yesterday": (measured, {"targets": aimed(FIRST, FACTS.today - DAY)}, "T"),
    "one over, one not": (
        measured,
        {"targets": (*aimed(FIRST, FIRST), *aimed(FIRST + DAY, LAST))},
        "",
    ),
    "window as long as the plan": (letters, {"window_days": DAYS}, ""),
    "window longer": (letters, {"window_days": DAYS + 1}, "T"),
    "plan over": (letters, {"today": LAST + DAY}, "T"),
    "last day of the plan": (letters, {"today": LAST}, ""),
}


def test_each_letter_fails_at_its_edge_and_not_before(app):
    with app.test_request_context():
        found = {case: asked(**changes) for case, (asked, changes, _expected) in CASES.items()}
    assert found == {case: expected for case, (_asked, _changes, expected) in CASES.items()}


def test_each_letter_says_why_in_one_sentence(app):
    nothing = replace(
        FACTS,
        has_statement=False,
        has_owner=False,
        measures=(),
        required=0,
        is_told_all=False,
        has_theory=False,
        window_days=DAYS + 1,
    )
    with app.test_request_context():
        check = smart_check(nothing)
        told = {one.letter.letter: cell(one.why) for one in check.faults}
        assert check.words == "S, M, A, R, T fails"
    assert told == {
        "S": "it lacks a statement, an owner",
        "M": "no indicator measures it",
        "A": "no target says what is to be reached; no event is agreed for it with your nations",
        "R": "it has no theory of change",
        "T": "no target has a time; outcomes may take 1,097 days, the plan has 1,096 days",
    }


@pytest.fixture
def office(clock_at):
    """Return a plan of one objective that is SMART and one that is nothing of it."""
    clock_at(NOW)
    line = make_line(make_plan(starts_on=FIRST, ends_on=LAST))
    good = make_objective(
        line, code="G1", smart="By 2032", theory_of_change="So", soft_power=SoftPower.CULTURE,
        owner=make_user(), outcome_window_days=180,
    )  # fmt: skip
    indicator = make_indicator(good, baseline=Decimal(0))
    indicator.targets = [IndicatorTarget(starts_on=FIRST, ends_on=LAST, value=Decimal(10))]
    make_requirement(good, "FR")
    bare = make_objective(line, code="B1", smart="", theory_of_change="So")
    db.session.commit()
    return good, bare


def test_page_list_filter_file_and_report_tell_the_same(client_as, office):
    good, bare = office
    client = client_as("approver")
    assert (
        "fails" not in client.get(f"/objectives/{good.id}").text.partition("SMART check")[2][:150]
    )
    page = client.get(f"/objectives/{bare.id}").text
    assert "it lacks a statement, a soft-power category, an owner" in page
    assert "no indicator measures it" in page
    shown = {
        asked: [
            code
            for code in ("G1 ", "B1 ")
            if code in client.get(f"/objectives/?smart={asked}").text
        ]
        for asked in ("specific", "relevant", "fails", "holds")
    }
    assert shown == {"specific": ["B1 "], "relevant": [], "fails": ["B1 "], "holds": ["G1 "]}
    assert "M fails" in client.get("/objectives/?smart=measurable").text
    told = client.get("/objectives.csv?smart=measurable").body.decode()
    assert "S, M, A, T fails" in told
    assert "G1" not in told
    assert client.get("/objectives.csv?smart=x").status == 422
    quality = client.get("/reports/quality?period=2030")
    (href,) = {one for one in quality.links if "of=smart-measurable" in one}
    rows = client.get(href)
    assert "B1" in rows.text
    assert "G1" not in rows.text
    (whole,) = {one for one in quality.links if "of=smart-checked" in one}
    rows = client.get(whole).text
    assert "B1" in rows
    assert "G1" in rows


def test_what_changes_the_rows_changes_the_check(client_as, office):
    good, _bare = office
    client = client_as("viewer")

    def failing():
        text = client.get("/objectives.csv").body.decode()
        return next(line for line in text.splitlines() if "G1" in line)

    assert ",holds," in failing()
    good.owner.active = False
    make_values(good.indicators[0], [(FIRST - DAY, 12)])
    db.session.commit()
    assert "it lacks an owner" in failing()
    assert "was reached before its time began" in failing()


def test_requirements_of_other_nations_do_not_count_for_who_may_not_see_them(client_as, office):
    good, _bare = office
    limited = client_as("country_desk", nations=["ID"])
    assert (
        "no event is agreed for it with your nations" in limited.get(f"/objectives/{good.id}").text
    )
    assert "with your nations" not in client_as("viewer").get(f"/objectives/{good.id}").text
    requirement = make_requirement(good, "ID", standing=Standing.PROPOSED)
    db.session.commit()
    assert "with your nations" in limited.get(f"/objectives/{good.id}").text
    requirement.standing = Standing.AGREED
    assert "with your nations" not in limited.get(f"/objectives/{good.id}").text


def test_the_check_asks_no_more_statements_for_more_objectives(client_as, office, queries):
    client = client_as("viewer")
    client.get("/objectives/")
    counts = []
    for _turn in range(2):
        with queries() as seen:
            client.get("/reports/quality?period=2030")
        with queries() as listed:
            client.get("/objectives/")
        counts.append((len(seen), len(listed)))
        for _number in range(3):
            make_objective(office[0].line, owner=make_user())
        db.session.commit()
    assert counts[0] == counts[1]


def test_the_letters_are_those_of_the_word():
    assert "".join(one.letter for one in SmartLetter) == "SMART"
