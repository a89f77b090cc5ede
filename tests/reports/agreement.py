"""The comparison itself: every figure from the database equals the plain recomputation."""

from dataclasses import replace
from types import SimpleNamespace
from urllib.parse import parse_qsl, urlsplit

from pytest import approx
from werkzeug.datastructures import MultiDict

from planner.db import db
from planner.events.list.filtering import EventFilter
from planner.events.list.queries import total_of
from planner.reports.choice import matrix_rows
from planner.reports.measures import (
    answers,
    backing,
    contacts,
    effort,
    timeliness,
    yields,
)
from planner.reports.measures import execution as figures
from planner.reports.measures.alike import alike
from planner.reports.measures.counts import OTHER, counted
from planner.reports.measures.coverage import coverage, objectives_of
from planner.reports.measures.scope import Links, Scope
from planner.reports.measures.totals import number, numbers
from planner.reports.plain import amounts, events, outcomes, partners, punctual, wanted
from planner.reports.plain.faults import differences
from planner.reports.plain.rows import PlainRows, is_in

assert answers
assert backing
plain = SimpleNamespace(
    amounts=amounts,
    events=events,
    outcomes=outcomes,
    partners=partners,
    punctual=punctual,
    wanted=wanted,
)
LINKS = Links("/events/", "/events/new", "/reports/gaps", "/reports/rows")
MEASURES = ("executed", "planned", "outcome-backed", "ahead")


def compare_all(period, today):
    """Fail on any figure of a period that differs from its recomputation."""
    rows = PlainRows(db.session.connection(), sees_discarded=True)
    scope = Scope(period, today)
    compare_effort(rows, scope)
    compare_execution(rows, scope)
    compare_outcomes(rows, scope)
    compare_timeliness(rows, scope)
    compare_matrix(rows, scope)
    compare_gaps(rows, scope)
    assert not list(differences(rows, scope))


def compare_effort(rows, scope):
    a, b = scope.period.first, scope.period.last
    found = effort.activity(scope)
    exact, others = plain.amounts.on_days(rows, a, b)
    assert found.event_days == plain.amounts.event_days(rows, a, b)
    assert (found.exact, found.imprecise) == (len(exact), len(others))
    known = found.effort
    assert (known.person_days, known.events, known.estimated, found.without_people) == (
        plain.amounts.person_days(rows, a, b)
    )
    by_objective = effort.effort_by_objective(scope)
    wanted = {
        key: float(days) for key, days in plain.amounts.effort_by_objective(rows, a, b).items()
    }
    assert {key: one.person_days for key, one in by_objective.items()} == approx(wanted)
    assert sum(one.person_days for one in by_objective.values()) == approx(known.person_days)
    for key in wanted.keys() - {None}:
        one = effort.effort_by_objective(scope.of_objective(key))
        assert {k: e.person_days for k, e in one.items()} == approx({key: wanted[key]})
    by_nation = effort.effort_by_nation(scope)
    wanted = plain.amounts.effort_by_nation(rows, a, b)
    assert {code: one.person_days for code, one in by_nation.items()} == approx(
        {code: float(days) for code, (days, _guessed) in wanted.items()}
    )
    assert {code: one.estimated for code, one in by_nation.items()} == {
        code: guessed for code, (_days, guessed) in wanted.items()
    }


def compare_execution(rows, scope):
    a, b = scope.period.first, scope.period.last
    found = figures.execution(scope)
    rates = (found.rate, found.unplanned, found.cancelled, found.postponed)
    assert tuple((r.numerator, r.denominator) for r in rates) == plain.punctual.execution(
        rows, a, b
    )
    late = figures.slip(scope)
    assert (late.days, late.events, late.imprecise) == plain.punctual.slip(rows, a, b)
    ids = [one.id for one in objectives_of(scope)]
    served = [rows.served(event) for event in plain.events.executed(rows, a, b)]
    k = {key: sum(key in one for one in served) for key in ids}
    assert {key: figures.executed_by_objective(scope).get(key, 0) for key in ids} == k
    rate = figures.breadth(scope, ids)
    assert (rate.numerator, rate.denominator) == (sum(map(bool, k.values())), len(ids))


def compare_outcomes(rows, scope):
    a, b, today = scope.period.first, scope.period.last, scope.today
    ids = [one["id"] for one in rows["objective"]]
    for chosen in (ids, *([key] for key in ids)):
        inner = scope if chosen is ids else scope.of_objective(*chosen)
        found = yields.outcome_yield(inner)
        assert (
            found.rate.numerator,
            found.rate.denominator,
            found.harmed,
            found.waiting,
        ) == plain.outcomes.outcome_yield(rows, a, b, today, chosen)
    for codes in ((), ("FR",), ("FR", "NZ")):
        levels = yields.evidence_strength(replace(scope, nation_codes=codes))
        assert [levels[level].numerator for level in range(5)] == plain.outcomes.evidence(
            rows, a, b, codes
        )


def compare_timeliness(rows, scope):
    a, b, today = scope.period.first, scope.period.last, scope.today
    found = timeliness.promises(scope)
    assert (
        found.rate.numerator,
        found.rate.denominator,
        found.days_late,
        found.oldest,
        found.not_due,
        found.dropped,
    ) == plain.outcomes.promises(rows, a, b, today)
    rate = timeliness.reports_in_time(scope)
    assert (rate.numerator, rate.denominator) == plain.punctual.reports_in_time(rows, a, b, today)
    assert number(scope, "unanswered") == len(plain.events.unanswered(rows, a, b, today))
    silent = contacts.silences(today)
    assert {s.nation.code: (s.days, s.days_in_person) for s in silent} == plain.partners.silences(
        rows, today
    )
    nevers = [s.days is None for s in silent]
    assert nevers == sorted(nevers, reverse=True), "“never” comes first"


def compare_matrix(rows, scope):
    """Compare every cell and total, in every layout, with the plain count and with its list."""
    period, today = scope.period, scope.today
    line_of = {one["id"]: one["line_id"] for one in rows["objective"]}
    some = dict(list(line_of.items())[:1])
    day_of = {"planned": "baseline_starts_on", "ahead": "ends_on"}
    for measure in MEASURES:
        day = day_of.get(measure, "actual_ends_on")
        quarters = list(enumerate(period.quarters))
        across = {
            "nation": rows.partners,
            "kind": lambda event: {event["kind"]},
            "quarter": lambda event, day=day, quarters=quarters: {
                at for at, q in quarters if is_in(event[day], q.first, q.last)
            },
        }
        for column, columns_of in across.items():
            for row_of in ({key: key for key in line_of}, line_of, some):
                found = counted(scope, [measure], row_of, column)[measure]
                wanted = plain.wanted.cells(
                    rows,
                    measure,
                    period.first,
                    period.last,
                    today,
                    columns_of,
                    lambda key, row_of=row_of: row_of.get(key, OTHER),
                )
                assert {k: n for k, n in found.items() if n} == wanted, (measure, column, row_of)
        nations = plain.wanted.cells(
            rows, measure, period.first, period.last, today, rows.partners, lambda key: key
        )
        for (objective, code), expected in nations.items():
            inner = scope if objective is None else scope.of_objective(objective)
            inner = inner if code is None else inner.with_nation(code)
            assert listed(measure, inner) == expected == numbers(inner, [measure])[measure]
    compare_cells(rows, period)


def listed(measure, scope):
    """Return how many rows the list has that a number opens."""
    query = urlsplit(LINKS.rows(measure, scope)).query
    return total_of(EventFilter.from_args(MultiDict(parse_qsl(query))), scope.today)


def compare_cells(rows, period):
    """Compare objective × nation × quarter; own nation is never a partner."""
    wanted = {}
    for at, quarter in enumerate(period.quarters):
        for event in plain.events.executed(rows, quarter.first, quarter.last):
            for objective in rows.served(event):
                for code in rows.partners(event):
                    key = (objective, code, at)
                    wanted[key] = wanted.get(key, 0) + 1
    assert executed_cells(period) == wanted


def executed_cells(period):
    """Return executed events by objective, nation and the quarter's place in a period."""
    found = {}
    for group in alike(Scope(period, period.last), ["executed"], "nation", "quarter"):
        for objective in group.objectives:
            for nation in group.nations:
                key = (objective, nation, group.column)
                found[key] = found.get(key, 0) + group.number
    return found


def compare_gaps(rows, scope):
    """Compare M8, M9 and M10 of every cell and total with each year's own comparison."""
    today = scope.today
    a, b, month = scope.period.first, scope.period.last, scope.period.style.month
    found = coverage(scope, matrix_rows(objectives_of(scope), "objective"))
    shown = [row.key for row in found.rows if row.key != OTHER]
    assert set(shown) == plain.wanted.in_force(rows, a, b)
    wanted = plain.wanted.wanted(rows, a, b, today, shown, month)
    if found.figures[None, None].wanted is None:
        assert not wanted, "only where other years are agreed may none be stated"
        return
    assert {cell for cell, figures in found.figures.items() if figures.required} == wanted.keys()
    for (objective, code), (r, gap, residual, cells, met, asked, unplanned) in wanted.items():
        cell = found.figures[objective, code].wanted
        assert (cell.required, cell.gap, cell.residual) == (r, gap, residual), (objective, code)
        assert (cell.cells, cell.met) == (cells, met), (objective, code)
        assert (cell.asked, cell.unplanned) == (asked, unplanned), (objective, code)
    enough = plain.wanted.enough(rows, a, b, shown, month)
    assert {key: found.figures[key, None].wanted.enough for key in shown} == enough
