"""Days and people of executed events as the rollup keeps them (METRICS M1 to M4).

Days and person-days are kept by the months in which they lie. How many events touch a period
is what began before its end less what had ended before it began.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import RowMapping, String, cast, func

from planner.choices import EXECUTED_STATES, DatePrecision
from planner.events.measures import event_nation, link
from planner.reports.measures.kept_amounts import DECIMALS, ONE, kept, months_of, of_measure
from planner.reports.measures.presence import attended, expected
from planner.reports.measures.scope import Scope
from planner.rollup.additions import KeptAmount, adds
from planner.rollup.part_queries import EVENT, IS_PARTNER, gathered
from planner.rollup.parts import ANY_NATION, ANY_OBJECTIVE, NO_SHARE, month_slot
from planner.rollup.sum_queries import EVER, Slots, SumKey

KNOWN, ESTIMATED, UNKNOWN, IMPRECISE = "known", "estimated", "unknown", "imprecise"
"""How much is known of an event: people counted, planned only, neither; or not even the days."""
DAYS, PEOPLE, EFFORT = "days", "person-days", "effort"
BEGUN, ENDED = "effort-begun", "effort-ended"
Of = tuple[int, str]
"""An objective and a nation, or any."""


KeptEffort = tuple[float, int, int]
"""Person-days of one objective or partner, how many events they come from, and of these how
many rest on numbers that are estimated."""


def columns() -> Mapping[str, Any]:
    """Return the columns of an event that effort is made of."""
    share = cast(link.c.objective_id, String) + ":" + cast(link.c.weight, String)
    heads = cast(event_nation.c.headcount_actual, String)
    with_heads = event_nation.c.nation_code + ":" + func.coalesce(heads, "")
    return {
        "came": attended(),
        "expected": expected(),
        "shares": gathered(share, link.c.event_id == EVENT.c.id, link.c.weight > 0),
        "heads": gathered(with_heads, *IS_PARTNER),
    }


@adds(columns)
def effort_of(row: RowMapping) -> Iterator[KeptAmount]:
    """Give the effort of an executed event, in all, for each objective and with each partner."""
    first, last = row["actual_starts_on"], row["actual_ends_on"]
    if row["state"] not in EXECUTED_STATES or first is None or last is None:
        return
    known = knowledge(row)
    yield from touching(known, first, last, (ANY_OBJECTIVE, ANY_NATION))
    if known == IMPRECISE:
        return
    people = row["came"] if row["came"] is not None else row["expected"]
    parts = {**by_objective(row, people), **by_partner(row, people)}
    for of, (_each, known_of_it) in parts.items():
        yield from touching(known_of_it, first, last, of)
    for month, days in days_by_month(first, last):
        yield KeptAmount(DAYS, month, days)
        yield KeptAmount(PEOPLE, month, days * (people or 0))
        for (objective, nation), (each, _known) in parts.items():
            whole = round(days * each * ONE)
            yield KeptAmount(EFFORT, month, whole, objective_id=objective, nation=nation)


def knowledge(row: RowMapping) -> str:
    """Return how much is known of an executed event."""
    if row["date_precision"] != DatePrecision.DAY:
        return IMPRECISE
    if row["came"] is not None:
        return KNOWN
    return UNKNOWN if row["expected"] is None else ESTIMATED


def touching(known: str, first: date, last: date, of: Of) -> Iterator[KeptAmount]:
    """Give what tells in which periods an event has days."""
    objective, nation = of
    for measure, day in ((BEGUN, first), (ENDED, last)):
        yield KeptAmount(measure, month_slot(day), 1, known, objective, nation)


def by_objective(row: RowMapping, people: int | None) -> dict[Of, tuple[float, str]]:
    """Return the people that each objective takes of an event, and how much is known of them."""
    if people is None:
        return {}
    pairs = (one.split(":") for one in (row["shares"] or "").split(",") if one)
    weights = {int(key): float(weight) for key, weight in pairs}
    whole = sum(weights.values())
    shares = {key: weight / whole for key, weight in weights.items()} or {NO_SHARE: 1.0}
    return {(key, ANY_NATION): (people * u, knowledge(row)) for key, u in shares.items()}


def by_partner(row: RowMapping, people: int | None) -> dict[Of, tuple[float, str]]:
    """Return the people of each partner: its headcount, else its share, which is estimated."""
    pairs = [one.split(":") for one in (row["heads"] or "").split(",") if one]
    found: dict[Of, tuple[float, str]] = {}
    for code, heads in pairs:
        if heads:
            found[ANY_OBJECTIVE, code] = (float(heads), KNOWN)
        elif people is not None:
            found[ANY_OBJECTIVE, code] = (people / (len(pairs) + 1), ESTIMATED)
    return found


def days_by_month(first: date, last: date) -> Iterator[tuple[int, int]]:
    """Give each month that days touch, with how many of them lie in it."""
    while first <= last:
        after = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
        ends = min(after - timedelta(days=1), last)
        yield month_slot(first), (ends - first).days + 1
        first = after


def kept_activity(scope: Scope) -> tuple[int, int, dict[str, int]]:
    """Return event-days, person-days, and how many events touch the period by what is known."""
    months = months_of(scope)
    found = kept({DAYS: months, PEOPLE: months, **touching_slots(scope)})
    known = events_touching(found).get((ANY_OBJECTIVE, ANY_NATION), {})
    return of_measure(found, DAYS), of_measure(found, PEOPLE), known


def touching_slots(scope: Scope) -> dict[str, Slots]:
    """Return what is asked to know which events have days in the period."""
    first, last = months_of(scope)
    return {BEGUN: (EVER[0], last), ENDED: (EVER[0], first - 1)}


def events_touching(found: Mapping[SumKey, int]) -> dict[Of, dict[str, int]]:
    """Return how many events had begun and not ended, by objective or partner and knowledge."""
    counts: dict[Of, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for (measure, known, _slot, objective, nation), number in found.items():
        if measure in (BEGUN, ENDED):
            counts[objective, nation][known] += number if measure == BEGUN else -number
    return counts


def kept_parts(scope: Scope) -> dict[Of, KeptEffort]:
    """Return the effort of each objective, of what serves none, and of each partner."""
    found = kept({EFFORT: months_of(scope), **touching_slots(scope)})
    whole = {key[3:]: amount for key, amount in found.items() if key[0] == EFFORT}
    return {
        of: (
            round(whole.get(of, 0) / ONE, DECIMALS),
            known.get(KNOWN, 0) + known.get(ESTIMATED, 0),
            known.get(ESTIMATED, 0),
        )
        for of, known in events_touching(found).items()
        if of != (ANY_OBJECTIVE, ANY_NATION) and any(known.values())
    }
