"""Every figure of every report beside its plain recomputation, for one period (METRICS)."""

from collections.abc import Callable, Iterator
from dataclasses import astuple

from planner.reports.indicators.registry import values
from planner.reports.measures.completeness import unverified_outcomes
from planner.reports.measures.contacts import silences
from planner.reports.measures.costs import costs
from planner.reports.measures.effort import activity, effort_by_nation, effort_by_objective
from planner.reports.measures.execution import execution, slip
from planner.reports.measures.hosting import hosting_by_nation, places
from planner.reports.measures.meetings import met_by_month
from planner.reports.measures.outcomes_seen import outcomes_by_kind
from planner.reports.measures.scope import Scope
from planner.reports.measures.timeliness import promises, reports_in_time
from planner.reports.measures.timeliness_by import by_desk, by_owner
from planner.reports.measures.yields import evidence_strength, outcome_yield
from planner.reports.plain import amounts, outcomes, partners, punctual
from planner.reports.plain.differences import Difference, between, whether
from planner.reports.plain.rows import PlainRows
from planner.shapes.figure import Rate

Compare = Callable[[PlainRows, Scope], Iterator[Difference]]


def effort(rows: PlainRows, scope: Scope) -> Iterator[Difference]:
    """Compare M1 to M4."""
    a, b = scope.period.first, scope.period.last
    found, (exact, others) = activity(scope), amounts.on_days(rows, a, b)
    yield from whether("M1 event-days", found.event_days, amounts.event_days(rows, a, b))
    told = (found.exact, found.imprecise)
    yield from whether("M1 events", told, (len(exact), len(others)))
    known = found.effort
    sums = (known.person_days, known.events, known.estimated, found.without_people)
    yield from whether("M2 person-days", sums, amounts.person_days(rows, a, b))
    by_objective = {key: one.person_days for key, one in effort_by_objective(scope).items()}
    counted = amounts.effort_by_objective(rows, a, b)
    yield from between("M3 effort on objective", by_objective, counted, 0)
    by_nation = {c: (o.person_days, o.estimated) for c, o in effort_by_nation(scope).items()}
    yield from between(
        "M4 effort with partner", by_nation, amounts.effort_by_nation(rows, a, b), (0, 0)
    )


def timeliness(rows: PlainRows, scope: Scope) -> Iterator[Difference]:
    """Compare M5, M6, M13 and M14, in all, by owner and by desk."""
    a, b, today = scope.period.first, scope.period.last, scope.today
    found, late, kept = execution(scope), slip(scope), promises(scope)
    rates = tuple(map(both_parts, (found.rate, found.unplanned, found.cancelled, found.postponed)))
    yield from whether("M5 execution", rates, punctual.execution(rows, a, b))
    told = (late.days, late.events, late.imprecise)
    yield from whether("M6 slip", told, punctual.slip(rows, a, b))
    sums = (*both_parts(kept.rate), kept.days_late, kept.oldest, kept.not_due, kept.dropped)
    yield from whether("M13 follow-ups", sums, outcomes.promises(rows, a, b, today))
    counted = punctual.reports_in_time(rows, a, b, today)
    yield from whether("M14 reports", both_parts(reports_in_time(scope)), counted)
    for name, groups, of in (
        ("owner", by_owner(scope), punctual.owner_of),
        ("desk", by_desk(scope), punctual.desks_of(rows)),
    ):
        lines = {key: astuple(one) for key, one in groups.items()}
        plain = punctual.punctuality(rows, a, b, today, of)
        yield from between(f"Timeliness by {name}", lines, plain, (0,) * 8)


def came_of_it(rows: PlainRows, scope: Scope) -> Iterator[Difference]:
    """Compare M11, M12 and M23, outcomes by type and sign, and those nobody verified."""
    a, b, today = scope.period.first, scope.period.last, scope.today
    every = [one["id"] for one in rows["objective"]]
    found = outcome_yield(scope)
    told = (*both_parts(found.rate), found.harmed, found.waiting)
    yield from whether("M11 yield", told, outcomes.outcome_yield(rows, a, b, today, every))
    levels = evidence_strength(scope)
    strengths = tuple(levels[level].numerator for level in range(5))
    yield from whether("M12 evidence", strengths, tuple(outcomes.evidence(rows, a, b)))
    counted = outcomes.outcomes_by_kind(rows, a, b)
    kinds = outcomes_by_kind(scope)
    signs = {(kind, sign): n for kind, one in kinds.items() for sign, n in one.signs.items()}
    yield from between("Outcomes by type", signs, {key: n for key, (n, _) in counted.items()}, 0)
    unverified = sum(n - verified for n, verified in counted.values())
    yield from whether("Outcomes not verified", unverified_outcomes(scope), unverified)
    tone = values(["O07.1"], a, b)["O07.1"]
    yield from whether("M23 media tone", (tone.value, tone.n), outcomes.media_tone(rows, a, b))


def met_and_hosted(rows: PlainRows, scope: Scope) -> Iterator[Difference]:
    """Compare M17, contacts by month, and what M18 is made of."""
    a, b, today = scope.period.first, scope.period.last, scope.today
    silent = {one.nation.code: (one.days, one.days_in_person) for one in silences(today)}
    yield from between("M17 days since", silent, partners.silences(rows, today))
    told = {
        code: (one.executed, one.hosted, one.visited)
        for code, one in hosting_by_nation(scope).items()
    }
    yield from between("M18 hosting", told, partners.hosting(rows, a, b), (0, 0, 0))
    yield from whether("M18 places", astuple(places(scope)), partners.places(rows, a, b))
    by_partner = {code: astuple(places(scope.with_nation(code))) for code in told}
    counted = partners.places_by_partner(rows, a, b)
    yield from between("M18 places with partner", by_partner, counted, (0, 0))
    months = partners.met_by_month(rows, a, b)
    yield from between("Contacts by month", met_by_month(scope), months, 0)


def spent(rows: PlainRows, scope: Scope) -> Iterator[Difference]:
    """Compare what M24 is made of, by kind and currency."""
    told = {key: astuple(one) for key, one in costs(scope).items()}
    counted = amounts.costs(rows, scope.period.first, scope.period.last)
    yield from between("M24 cost", told, counted, (0,) * 7)


def both_parts(rate: Rate) -> tuple[int, int]:
    """Return numerator and denominator."""
    return rate.numerator, rate.denominator
