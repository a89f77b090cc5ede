"""Indicators that the product counts by itself, each as a loop over rows (default catalogue)."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from planner.reports.plain.amounts import costs
from planner.reports.plain.events import attended, executed, planned
from planner.reports.plain.outcomes import media_tone, middle
from planner.reports.plain.partners import TAUGHT, silences
from planner.reports.plain.rows import PlainRows, Row, is_in

Value = Fraction | None
Counted = Callable[[PlainRows, date, date], Value]
YEAR = timedelta(days=364)
LESSON = timedelta(days=180)
OBSERVED_FROM = {"troops": 13_000, "tanks": 300, "armoured_vehicles": 500, "artillery": 250}
"""From which size observers are invited (Vienna Document 2011)."""
LEARNERS = {"student", "participant"}


def share(part: Any, whole: Any) -> Value:
    """Return part ÷ whole in percent; None of nothing."""
    return Fraction(part) * 100 / Fraction(whole) if whole else None


def share_of(rows: Iterable[Row], test: Callable[[Row], Any]) -> Value:
    """Return how many of the rows pass a test, in percent; None of no row."""
    found = list(rows)
    return share(sum(bool(test(one)) for one in found), len(found))


def number(rows: Iterable[Row]) -> Fraction:
    """Return how many rows there are; none is 0."""
    return Fraction(sum(1 for _one in rows))


def of_family(rows: PlainRows, a: date, b: date, *families: str) -> list[Row]:
    """Return the executed events of some families."""
    return [e for e in executed(rows, a, b) if rows.families[e["kind"]] in families]


def with_culture(rows: PlainRows, a: date, b: date) -> Value:
    """Return O02.2."""
    return share_of(executed(rows, a, b), lambda e: e["cultural_elements"])


def with_procedure(rows: PlainRows, a: date, b: date) -> Value:
    """Return O03.1."""
    held = executed(rows, a, b)
    return number(e for e in held if rows.partners(e) and e["procedure_tested"] is not None)


def notice(exercise: Row) -> int:
    """Return the days from an announcement to the first day; 0 where none was announced."""
    told, first = exercise["announced_on"], exercise["actual_starts_on"]
    return (first - told).days if told and first else 0


def announced(rows: PlainRows, a: date, b: date) -> Value:
    """Return O06.1."""
    return share_of(of_family(rows, a, b, "exercise"), lambda e: notice(e) > 0)


def observed(rows: PlainRows, a: date, b: date) -> Value:
    """Return O06.2."""
    found = of_family(rows, a, b, "exercise")
    large = [e for e in found if any((e[key] or 0) >= n for key, n in OBSERVED_FROM.items())]
    return share_of(large, lambda e: e["observers_invited"])


def median_notice(rows: PlainRows, a: date, b: date) -> Value:
    """Return O06.3."""
    told = [
        notice(e)
        for e in of_family(rows, a, b, "exercise")
        if e["announced_on"] and e["date_precision"] == "day"
    ]
    return Fraction(middle(told) or 0) if told else None


def with_community(rows: PlainRows, a: date, b: date) -> Value:
    """Return O07.2."""
    return share_of(
        executed(rows, a, b),
        lambda e: e["has_community_part"] or rows.families[e["kind"]] == "outreach",
    )


def talks_held(rows: PlainRows, a: date, b: date) -> Value:
    """Return O08.1."""
    held = {e["id"] for e in executed(rows, a, b)}
    talks = [e for e in planned(rows, a, b) if rows.families[e["kind"]] == "dialogue"]
    return share_of(talks, lambda e: e["id"] in held)


def relief_drills(rows: PlainRows, a: date, b: date) -> Value:
    """Return O09.1."""
    found = of_family(rows, a, b, "exercise")
    return number(e for e in found if rows.partners(e) and e["scenario"] == "relief")


def with_three_nations(rows: PlainRows, a: date, b: date) -> Value:
    """Return O10.1."""
    return number(e for e in executed(rows, a, b) if len(rows.partners(e)) >= 2)


def technology(rows: PlainRows, a: date, b: date) -> Value:
    """Return O11.2."""
    cyber = [e for e in executed(rows, a, b) if e["exercise_type"] == "cyber"]
    kind = of_family(rows, a, b, "technology")
    return Fraction(len({e["id"] for e in (*cyber, *kind)}))


def from_afar(rows: PlainRows, a: date, b: date) -> Value:
    """Return O12.2."""
    return share_of(executed(rows, a, b), lambda e: e["modality"] in ("virtual", "hybrid"))


def partners_met(tier: str) -> Counted:
    """Return the formula of O01.1 and O12.1: partners of a tier met in twelve months."""

    def found(rows: PlainRows, _a: date, b: date) -> Value:
        met = {code for e in executed(rows, b - YEAR, b) for code in rows.met(e)}
        return share_of(of_tier(rows, tier), lambda one: one["code"] in met)

    return found


def of_tier(rows: PlainRows, tier: str) -> list[Row]:
    """Return the partners of a tier."""
    known = (one for one in rows["nation"] if one["is_partner"] and not one["is_own"])
    return [one for one in known if one["tier"] == tier]


def longest_silence(rows: PlainRows, _a: date, b: date) -> Value:
    """Return O01.3."""
    known = silences(rows, b)
    days = [known[one["code"]][1] for one in of_tier(rows, "A")]
    met = [one for one in days if one is not None]
    return Fraction(max(met)) if met and len(met) == len(days) else None


def lessons_closed(rows: PlainRows, a: date, b: date) -> Value:
    """Return O03.2."""
    alive = {event["id"] for event in rows.events}
    due = [
        one
        for one in rows["lesson"]
        if one["event_id"] in alive
        and is_in(one["identified_on"], a - LESSON, b - LESSON)
        and one["state"] != "observed"
    ]
    return share_of(due, is_closed_in_time)


def is_closed_in_time(lesson: Row) -> bool:
    """Say whether a lesson was validated within its days."""
    first, closed = lesson["identified_on"], lesson["closed_on"]
    return bool(lesson["state"] == "validated" and closed and closed - first <= LESSON)


def overdue(rows: PlainRows, _a: date, b: date) -> Value:
    """Return O05.3."""
    alive = {event["id"] for event in rows.events}
    due = [f for f in rows["follow_up"] if f["event_id"] in alive and f["due_on"] < b]
    late = [f for f in due if f["closed_on"] is None or f["closed_on"] > b]
    return number(late) if due else None


def tone(rows: PlainRows, a: date, b: date) -> Value:
    """Return O07.1."""
    return media_tone(rows, a, b)[0]


def prepared(rows: PlainRows, a: date, b: date) -> Value:
    """Return O02.1."""
    sent = [e for e in of_family(rows, a, b, *TAUGHT) if e["direction"] in ("outbound", "both")]
    known = [(e, went) for e in sent if (went := own_travellers(rows, e)) is not None]
    ready = sum(prepared_of(rows, e, n) for e, n in known)
    return share(ready, sum(n for _e, n in known))


def prepared_of(rows: PlainRows, event: Row, went: int) -> int:
    """Return how many were prepared: those recorded by name, else all or nobody."""
    read = [one for one in rows.attendances_of[event["id"]] if one["prepared_on"] is not None]
    if not read:
        return went if event["are_prepared"] else 0
    return min(went, sum(one["has_attended"] is not False for one in read))


def own_travellers(rows: PlainRows, event: Row) -> int | None:
    """Return the own nation's headcount, else all who came where we only send."""
    for one in rows.nations_of[event["id"]]:
        if one["nation_code"] in rows.own and one["headcount_actual"] is not None:
            count: int = one["headcount_actual"]
            return count
    return attended(rows, event) if event["direction"] == "outbound" else None


def places_filled(rows: PlainRows, a: date, b: date) -> Value:
    """Return O04.1."""
    pairs = [(e["places_filled"], e["places_offered"]) for e in executed(rows, a, b)]
    known = [(some, every) for some, every in pairs if some is not None and every is not None]
    return share(sum(some for some, _ in known), sum(every for _, every in known))


def places_received(rows: PlainRows, a: date, b: date) -> Value:
    """Return O04.3."""
    got = gave = 0
    for event in of_family(rows, a, b, *TAUGHT):
        filled = event["places_filled"]
        people = attended(rows, event) if filled is None else filled
        if event["host_code"] and people is not None:
            gave += people * (event["host_code"] in rows.own)
            got += people * (event["host_code"] not in rows.own)
    return Fraction(got, gave) if gave else None


def came(rows: PlainRows, events: Iterable[Row], roles: set[str] | None = None) -> Iterator[int]:
    """Give the people who came to events, in any role or in some."""
    for event in events:
        for one in rows.attendances_of[event["id"]]:
            if one["has_attended"] and (roles is None or one["role"] in roles):
                yield one["person_id"]


def alumni_contacted(rows: PlainRows, _a: date, b: date) -> Value:
    """Return O05.1."""
    before = b - YEAR - timedelta(days=1)
    made = [e for e in executed(rows, date.min, before) if e["makes_alumni"]]
    foreign = {one["id"] for one in rows["person"] if one["nation_code"] not in rows.own}
    alumni = set(came(rows, made, LEARNERS)) & foreign
    again = set(came(rows, executed(rows, b - YEAR, b)))
    return share(len(alumni & again), len(alumni))


def unit_cost(rows: PlainRows, a: date, b: date) -> Value:
    """Return O12.3."""
    known = [(key[1], one) for key, one in costs(rows, a, b).items() if one[6]]
    if len({currency for currency, _one in known}) != 1:
        return None
    return Fraction(sum(one[4] for _c, one in known)) / Fraction(sum(one[5] for _c, one in known))


COUNTED: dict[str, Counted] = {
    "O01.1": partners_met("A"),
    "O01.3": longest_silence,
    "O02.1": prepared,
    "O02.2": with_culture,
    "O03.1": with_procedure,
    "O03.2": lessons_closed,
    "O04.1": places_filled,
    "O04.3": places_received,
    "O05.1": alumni_contacted,
    "O05.3": overdue,
    "O06.1": announced,
    "O06.2": observed,
    "O06.3": median_notice,
    "O07.1": tone,
    "O07.2": with_community,
    "O08.1": talks_held,
    "O09.1": relief_drills,
    "O10.1": with_three_nations,
    "O11.2": technology,
    "O12.1": partners_met("C"),
    "O12.2": from_afar,
    "O12.3": unit_cost,
}
"""By the code of the indicator; whoever adds a computed one writes it here once more (a test)."""
