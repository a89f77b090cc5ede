"""What came of executed events, as the rollup keeps it (METRICS M11 and M12).

By the last day of an event and the days within which an outcome may be expected, the fewest of
the objectives that count it: so whether a window has closed is asked when it is read.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Integer, RowMapping, String, case, cast, func, select

from planner.choices import EXECUTED_STATES, Marking
from planner.events.measures import link
from planner.objectives.models import Objective
from planner.outcomes.measures import backs, came_from
from planner.outcomes.models import Outcome, outcome_event
from planner.reports.measures.backing import HARMS
from planner.reports.measures.kept_amounts import days_of, kept, months_of
from planner.reports.measures.scope import Scope
from planner.rollup.additions import KeptAmount, adds
from planner.rollup.part_queries import CELL, EVENT, gathered, marking_of_outcome
from planner.rollup.parts import ANY_OBJECTIVE, backed_in

objective = Objective.__table__
LINKED, YIELDED, HARMED, STRENGTH = "linked", "yielded", "harmed", "strength"
Windows = Mapping[int, int]


def columns() -> Mapping[str, Any]:
    """Return the windows of an event's objectives, and the outcomes that came of it."""
    window = cast(link.c.objective_id, String) + ":" + cast(objective.c.outcome_window_days, String)
    linked = (link.c.event_id == EVENT.c.id, link.c.weight > 0)
    of_it = (came_from.c.event_id == EVENT.c.id, came_from.c.outcome_id == Outcome.id)
    told = cast(Outcome.objective_id, String) + ":" + marking_of_outcome()
    every = outcome_event.alias("every_event")
    first = select(func.min(every.c.event_id)).where(every.c.outcome_id == Outcome.id)
    is_first = first.correlate(Outcome).scalar_subquery() == EVENT.c.id
    seen = cast(Outcome.strength, String) + ":" + cast(Outcome.seen_on, String)
    return {
        "windows": gathered(window, *linked, objective.c.id == link.c.objective_id),
        "backing": gathered(told, *of_it, backs()),
        "harming": gathered(told, *of_it, *HARMS),
        "strengths": gathered(seen + ":" + marking_of_outcome(), *of_it, is_first),
    }


@adds(columns)
def yields_of(row: RowMapping) -> Iterator[KeptAmount]:
    """Give what came of an event; an outcome of several events is told of by the first."""
    yield from strengths_of(row["strengths"])
    ended = row["actual_ends_on"]
    if row["state"] not in EXECUTED_STATES or ended is None or not row["windows"]:
        return
    pairs = (one.split(":") for one in row["windows"].split(","))
    windows = {int(key): int(days) for key, days in pairs}
    slot = ended.toordinal()
    yield KeptAmount(LINKED, slot, 1, str(min(windows.values())))
    for key, days in windows.items():
        yield KeptAmount(LINKED, slot, 1, str(days), key)
    for measure, text in ((YIELDED, row["backing"]), (HARMED, row["harming"])):
        found = {key: rank for key, rank in backed_in(text).items() if key in windows}
        for key, rank in found.items():
            yield KeptAmount(measure, slot, 1, str(windows[key]), key, marking=rank)
        yield from soonest(measure, slot, found, windows)


def strengths_of(text: str | None) -> Iterator[KeptAmount]:
    """Give the outcomes that an event tells of, by strength and month seen."""
    counts: dict[tuple[str, int, int], int] = defaultdict(int)
    for one in (text or "").split(","):
        if one:
            strength, seen, marking = one.split(":")
            year, month, _day = map(int, seen.split("-"))
            counts[strength, year * 12 + month - 1, int(marking)] += 1
    for (strength, slot, rank), number in counts.items():
        yield KeptAmount(STRENGTH, slot, number, strength, marking=rank)


def soonest(
    measure: str, slot: int, found: Mapping[int, int], windows: Windows
) -> Iterator[KeptAmount]:
    """Give an event once, by the shortest window of the outcomes that a viewer may see.

    Who may see more may see one with a shorter window: then it counts by that one instead.
    """
    best: int | None = None
    for rank in Marking:
        seen = [windows[key] for key, least in found.items() if least <= rank]
        if not seen or min(seen) == best:
            continue
        if best is not None:
            yield KeptAmount(measure, slot, -1, str(best), marking=rank)
        best = min(seen)
        yield KeptAmount(measure, slot, 1, str(best), marking=rank)


def kept_yields(scope: Scope) -> dict[int, tuple[int, int, int, int]]:
    """Return due, yielded, harmed and waiting by objective, and of all as ANY_OBJECTIVE."""
    counts: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    last_due = CELL.c.slot + cast(CELL.c.kind, Integer)
    is_due = case((last_due < scope.today.toordinal(), 1), else_=0)
    days = days_of(scope.period.first, scope.period.last)
    found = kept(dict.fromkeys((LINKED, YIELDED, HARMED), days), is_due)
    for (name, _window, due, key, _nation), number in found.items():
        counts[key][name if due else f"waiting-{name}"] += number
    names = (LINKED, YIELDED, HARMED, f"waiting-{LINKED}")
    return {
        key: (each[names[0]], each[names[1]], each[names[2]], each[names[3]])
        for key, each in counts.items()
    }


def kept_yield(scope: Scope) -> dict[str, int]:
    """Return the counts of M11 for all objectives together, by measure."""
    told = kept_yields(scope).get(ANY_OBJECTIVE, (0, 0, 0, 0))
    return dict(zip(("yield-due", "yielded", "harmed", "yield-waiting"), told, strict=True))


def kept_strengths(scope: Scope) -> dict[int, int]:
    """Return how many outcomes were seen in the period, by strength."""
    found = kept({STRENGTH: months_of(scope)})
    return {int(bucket): number for (_name, bucket, *_where), number in found.items()}
