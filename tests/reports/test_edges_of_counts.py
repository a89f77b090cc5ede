"""What the rollup’s cells and groups of events add up to: one, none, the second branch."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from planner.choices import Marking, Role
from planner.db import db
from planner.reports.measures.alike import EventsAlike, codes
from planner.reports.measures.counts import OTHER, add, added_up
from planner.reports.measures.coverage_cells import Coverage, Figures, Heading
from planner.reports.measures.rates import middle
from planner.reports.measures.required_years import Segment, segments_of
from planner.reports.measures.rolled import (
    RolledCells,
    columns_of,
    is_of_whole_months,
    is_rolled,
    may_read_cells,
    told,
)
from planner.reports.measures.scope import Scope
from planner.reports.measures.tallies import apart, taken
from planner.reports.measures.totals import is_kept
from planner.reports.measures.wanted import Wanted
from planner.reports.measures.years_counted import counted, rolled
from planner.reports.periods import ReportPeriod
from planner.rollup.parts import ANY_NATION, ANY_OBJECTIVE, NO_SHARE
from planner.shapes.figure import Rate
from planner.viewers import EVERYTHING, NOBODY, Viewer, acting_as
from planner.years import YearStyle
from tests.reports.spans import quarter_period, year_period

PURE = pytest.mark.no_database
DAY = timedelta(days=1)
DESK = Viewer(1, frozenset({Role.COUNTRY_DESK}), Marking.OFFICIAL, None)
EXECUTED = {
    (1, None): (1, 2, 0),
    (2, None): (0, 1, 0),
    (1, "FR"): (1, 1, 0),
    (ANY_OBJECTIVE, None): (1, 3, 1),
    (NO_SHARE, None): (0, 0, 1),
}
"""Three events serve the first objective, one the second, one nothing, which is the only secret."""


def cells(*chosen, **measures):
    """Return the cells of a scope of chosen objectives, of none for any."""
    measures = {(name.replace("_", "-"), 0): of for name, of in measures.items()}
    return RolledCells(chosen, {("executed", 0): EXECUTED} | measures)


@PURE
def test_events_are_counted_over_all_markings_and_objectives_by_their_signs():
    found = cells()
    assert found.number("executed", ((1, 1),), None) == 3
    assert found.number("executed", ((ANY_OBJECTIVE, 1), (NO_SHARE, -1)), None) == 4
    assert found.number("executed", ((1, 1),), "FR") == 2
    assert found.number("executed", ((2, 1),), "FR") == found.number("planned", (), None) == 0
    assert found.number("executed", ((1, 1),), None, part=1) == 0
    assert (found.columns("executed"), found.columns("executed", 1)) == ({None, "FR"}, set())


@PURE
def test_what_counts_each_event_once_is_known_of_one_objective_of_all_and_of_none():
    found = cells()
    assert (found.every, found.served) == ({1, 2}, {1, 2})
    assert (found.of(frozenset()), found.of(frozenset({2}))) == ((), ((2, 1),))
    assert found.of(frozenset({1, 2})) == ((ANY_OBJECTIVE, 1), (NO_SHARE, -1))
    assert found.of(frozenset({1, 2, 3})) is None
    assert found.whole == ((ANY_OBJECTIVE, 1),)
    assert (cells(2, 9).served, cells(2, 9).whole) == ({2}, ((2, 1),))
    assert (cells(9).served, cells(9).whole) == (set(), ())


@PURE
def test_the_highest_marking_is_that_of_an_event_that_is_there_and_in_scope():
    assert cells().marking is Marking.OFFICIAL_SENSITIVE
    assert cells(1).marking is Marking.OFFICIAL
    lower = {(1, None): (1, 0, 0), (1, "FR"): (0, 0, 9)}
    assert RolledCells((1,), {("executed", 0): lower}).marking is Marking.PUBLIC
    assert RolledCells((), {}).marking is Marking.PUBLIC
    assert cells(2, planned={(2, None): (0, 0, 1)}).marking is Marking.OFFICIAL_SENSITIVE


@PURE
def test_a_cell_belongs_to_its_column_and_to_the_total():
    assert columns_of("nation", (0, "", "FR"), is_of_one=True) == (None, "FR")
    assert columns_of("nation", (0, "", "FR"), is_of_one=False) == ("FR",)
    assert columns_of("nation", (0, "", ANY_NATION), is_of_one=False) == (None,)
    assert columns_of("quarter", (3, "talks", "FR"), is_of_one=False) == (None, 3)
    assert columns_of("kind", (3, "talks", "FR"), is_of_one=True) == (None, "talks")
    assert columns_of(None, (3, "talks", "FR"), is_of_one=True) == (None,)


@PURE
def test_what_has_passed_waits_for_an_answer_and_is_not_ahead():
    assert list(told("passed", 2)) == [("unanswered", 2, 1), ("ahead", 2, -1)]
    assert list(told("backed", 1)) == [("outcome-backed", 1, 1)]
    assert list(told("executed", 0)) == [("executed", 0, 1)]


@PURE
@pytest.mark.parametrize(
    ("first", "last", "is_so"),
    [
        (date(2030, 1, 1), date(2030, 1, 31), True),
        (date(2028, 2, 1), date(2028, 2, 29), True),
        (date(2028, 2, 1), date(2028, 2, 28), False),
        (date(2030, 1, 2), date(2030, 1, 31), False),
        (date(2030, 1, 1), date(2030, 12, 30), False),
        (date(2029, 12, 31), date(2030, 1, 1), False),
    ],
)
def test_months_are_whole_from_their_first_to_their_last_day(first, last, is_so):
    assert is_of_whole_months(first, last) is is_so


@PURE
def test_cells_are_read_by_those_who_see_all_nations_and_content():
    assert may_read_cells(DESK)
    for viewer in (
        replace(DESK, nations=frozenset({"FR"})),
        replace(DESK, roles=frozenset({Role.ADMINISTRATOR})),
        EVERYTHING,
        NOBODY,
    ):
        assert not may_read_cells(viewer), viewer


@pytest.mark.sqlite_alone
def test_the_rollup_answers_for_a_kind_unless_days_of_it_have_passed():
    period = quarter_period(2030, 2)
    days = (period.first - DAY, period.first, period.last, period.last + DAY)
    with acting_as(db.session, DESK):
        scopes = [Scope(period, day) for day in days]
        assert [is_rolled(one, ["ahead"], is_by_kind=True) for one in scopes] == [
            True, False, False, True,
        ]  # fmt: skip
        assert [is_rolled(one.of_kind("talks"), ["ahead"]) for one in scopes[:2]] == [True, False]
        assert all(is_rolled(one, ["ahead", "unreported"]) for one in scopes)
        assert is_rolled(scopes[1].of_kind("talks"), ["executed"])
        assert not is_rolled(scopes[0].of_kind("talks"), ["unreported"])
        assert is_rolled(scopes[0].with_nation("FR"), ["executed"])
        assert not is_rolled(replace(scopes[0], nation_codes=("FR", "ID")), ["executed"])
        cut = scopes[0].in_period(ReportPeriod(period.first, period.last - DAY))
        assert not is_rolled(cut, ["executed"])


@PURE
def test_what_the_rollup_keeps_of_kinds_and_of_months():
    whole = Scope(year_period(2030), date(2030, 1, 1))
    kinds = whole.of_kind("talks")
    assert [is_kept(whole, one) for one in ("ahead", "unreported", "on-days")] == [
        True, True, False,
    ]  # fmt: skip
    assert [is_kept(kinds, one) for one in ("ahead", "unreported", "outcome-backed")] == [
        True, False, True,
    ]  # fmt: skip


@PURE
def test_rows_and_columns_of_a_matrix_take_what_is_there_and_leave_out_nothing_else():
    sources = {None: ((ANY_OBJECTIVE, 1),), "row": ((1, 1),), "bare": ((7, 1),)}
    assert taken(cells(), "executed", sources) == {
        (None, None): 5, ("row", None): 3, ("row", "FR"): 2,
    }  # fmt: skip
    counts = {"executed": {(OTHER, "FR"): 2, (None, "FR"): 4, (3, "FR"): 1}}
    assert apart(counts, "executed") == {(OTHER, "FR"): 2}
    assert apart(counts, "planned") == {}


BOTH = frozenset({"FR", "ID"})
GROUPS = [
    EventsAlike(*said, frozenset(objectives), frozenset(nations), frozenset(backed), number, 0)
    for said, objectives, nations, backed, number in (
        (("executed", 0, True), {1, 2}, BOTH, {1}, 2),
        (("executed", 1, True), {1}, {"FR"}, (), 3),
        (("executed", 0, False), (), {"FR"}, (), 5),
        (("ahead", 0, True), {2}, (), (), 7),
        (("unanswered", 1, True), {1}, {"ID"}, (), 11),
        (("unapproved", 1, True), {1}, {"ID"}, (), 13),
        (("planned", 1, True), {1}, {"ID"}, (), 17),
    )
]
SEGMENTS = [Segment(2030, date(2030, 6, 30), True), Segment(2030, date(2030, 12, 31), False)]


@PURE
def test_events_after_the_end_of_a_period_are_to_come_and_each_measure_is_kept_apart():
    """Held is what was executed up to the end; a row of the matrix counts an event once."""
    found = counted(GROUPS, SEGMENTS, {1: "row", 2: "row"})
    assert found.held == {(o, code, 2030): 2 for o in (1, 2) for code in ("FR", "ID")}
    assert found.to_come == {(1, "FR", 2030): 3}
    assert found.unanswered == {(1, "ID", 2030): 11}
    assert found.unapproved == {(1, "ID", 2030): 13}
    assert found.by_year == {(1, 2030): 2, (2, 2030): 2}
    assert found.distinct == {
        ("row", None): 2, ("row", "FR"): 2, ("row", "ID"): 2,
        (None, None): 7, (None, "FR"): 7, (None, "ID"): 2,
    }  # fmt: skip


@PURE
def test_the_rollup_tells_the_same_of_the_parts_of_a_year():
    found = rolled(
        RolledCells(
            (),
            {
                ("executed", 0): {
                    (1, None): (1, 2), (1, "FR"): (1, 1), (2, "FR"): (1, 0), (2, None): (1, 0),
                    (7, "FR"): (9, 9), (ANY_OBJECTIVE, None): (2, 1), (ANY_OBJECTIVE, "FR"): (2, 0),
                },
                ("executed", 1): {(1, "FR"): (0, 3), (1, None): (0, 3)},
                ("ahead", 1): {(1, "FR"): (0, 4)},
                ("unanswered", 0): {(1, "ID"): (5, 0), (1, None): (5, 0)},
                ("unapproved", 1): {(2, "ID"): (6, 1)},
                ("planned", 0): {(1, "FR"): (8, 8)},
            },
        ),
        SEGMENTS,
        {1: "one", 2: "two"},
    )  # fmt: skip
    assert found.held == {(1, "FR", 2030): 2, (2, "FR", 2030): 1}
    assert found.to_come == {(1, "FR", 2030): 7}
    assert (found.unanswered, found.unapproved) == ({(1, "ID", 2030): 5}, {(2, "ID", 2030): 7})
    assert found.by_year == {(1, 2030): 3, (2, 2030): 1}
    assert found.distinct == {
        ("one", None): 3, ("one", "FR"): 2, ("two", None): 1, ("two", "FR"): 1,
        (None, None): 3, (None, "FR"): 2,
    }  # fmt: skip


@PURE
def test_an_event_of_two_partners_is_in_two_cells_and_once_in_each_total():
    found = added_up(GROUPS, ("executed", "outcome-backed", "unlinked", "ahead"), {1: 1}, "nation")
    assert found["executed"][None, None] == 10
    assert found["executed"][None, "FR"] == 10
    assert found["executed"][1, None] == 5
    assert (found["executed"][1, "ID"], found["executed"][OTHER, "ID"]) == (2, 2)
    assert found["outcome-backed"] == dict.fromkeys(
        [(None, None), (None, "FR"), (None, "ID"), (1, None), (1, "FR"), (1, "ID")], 2
    )
    assert found["unlinked"] == {(None, None): 5, (None, "FR"): 5}
    assert found["ahead"] == {(None, None): 7, (OTHER, None): 7}
    by_part = added_up(GROUPS, ("executed",), {1: 1, 2: 1}, "quarter")["executed"]
    assert (by_part[1, 0], by_part[1, 1], by_part[None, 0], by_part[1, None]) == (2, 3, 7, 5)


@PURE
def test_adding_leaves_other_cells_alone():
    counts = dict.fromkeys([(None, None), (1, None), (1, "FR"), (None, "FR"), (2, "FR")], 1)
    add(counts, [1], ["FR"], 2)
    assert counts == {
        (None, None): 3, (1, None): 3, (1, "FR"): 3, (None, "FR"): 3, (2, "FR"): 1,
    }  # fmt: skip


@PURE
def test_years_are_cut_at_the_end_of_the_period():
    def cut(first, last, style=YearStyle()):  # noqa: B008 - a style never changes
        found = segments_of(Scope(ReportPeriod(first, last, style=style), date(2030, 1, 1)))
        return [(one.year, one.last, one.is_held) for one in found]

    end = date(2030, 12, 31)
    assert cut(date(2030, 1, 1), end) == [(2030, end, True)]
    assert cut(date(2030, 3, 1), end - DAY) == [(2030, end - DAY, True), (2030, end, False)]
    assert cut(date(2029, 12, 31), date(2030, 1, 1)) == [
        (2029, date(2029, 12, 31), True),
        (2030, date(2030, 1, 1), True),
        (2030, end, False),
    ]
    october = YearStyle(10)
    assert cut(date(2029, 10, 1), date(2030, 9, 30), october) == [(2029, date(2030, 9, 30), True)]


@PURE
def test_the_middle_of_none_one_and_two():
    assert [middle(numbers) for numbers in ([], [0], [3, 4], [9, -1, 2])] == [None, 0, 3.5, 2]


@PURE
def test_a_gathered_text_falls_into_its_parts():
    assert [codes(text) for text in (None, "", "1", "1,22")] == [[], [], ["1"], ["1", "22"]]


@PURE
def test_the_row_of_others_is_no_objective_of_a_matrix_and_lines_count_none():
    rows = [Heading(1, "A", (1,)), Heading(7, "B", (7,)), Heading(OTHER, "Others", (3, 9))]
    figures = {
        (key, None): Figures(0, number, 0, 0) for key, number in ((1, 4), (7, 5), (OTHER, 6))
    }
    figures[None, None] = Figures(0, 15, 0, 0, Wanted(cells=4, met=3))
    known = (None, rows, (), "nation", figures, {}, False)
    found = Coverage(*known, "objective", Marking.PUBLIC)
    assert found.objective_ids == [1, 7]
    assert found.executed_by_objective == {1: 4, 7: 5}
    assert found.cells_covered == Rate(3, 4)
    assert Coverage(*known, "line", Marking.PUBLIC).executed_by_objective is None
    bare = replace(found, figures={(None, None): Figures(0, 0, 0, 0)})
    assert bare.cells_covered == Rate(0, 0)
