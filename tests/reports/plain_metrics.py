"""METRICS again, as loops over plain rows: slow, obvious, and written without the queries.

`Rows` holds every table as dictionaries; each function takes it with a period [a, b] and the
day. Shares are fractions, so that 0.3 of 3.0 is a tenth here too.
"""

from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction

from planner.db import db

EXECUTED = {"executed", "reported", "closed"}
AHEAD = {"approved", "in_progress"}
OPEN = {"open", "in_hand"}
KEPT = {"done", "handed_over"}


class Rows:
    """Every row there is, by table, and the links of each event."""

    def __init__(self, connection):
        for name, table in db.metadata.tables.items():
            setattr(self, name, [dict(row._mapping) for row in connection.execute(table.select())])
        self.own = {n["code"] for n in self.nation if n["is_own"]}
        self.events = [e for e in self.event if e["discarded_at"] is None]
        self.links_of = by(self.objective_link, "event_id")
        self.nations_of = by(self.event_nation, "event_id")
        self.attendances_of = by(self.attendance, "event_id")
        self.report_of = {r["event_id"]: r for r in self.after_action_report}
        self.outcomes_of = defaultdict(list)
        outcomes = {o["id"]: o for o in self.outcome}
        for pair in self.outcome_event:
            self.outcomes_of[pair["event_id"]].append(outcomes[pair["outcome_id"]])

    def met(self, event):
        here = {n["nation_code"] for n in self.nations_of[event["id"]] if n["role"] != "invited"}
        return here - self.own

    def partners(self, event):
        return {n["nation_code"] for n in self.nations_of[event["id"]]} - self.own


def by(rows, name):
    found = defaultdict(list)
    for row in rows:
        found[row[name]].append(row)
    return found


def is_in(day, a, b):
    return day is not None and a <= day <= b


def executed(rows, a, b):
    return [e for e in rows.events if e["state"] in EXECUTED and is_in(e["actual_ends_on"], a, b)]


def unanswered(rows, a, b, today):
    """Return the approved events whose last day has passed: neither executed nor ahead."""
    return [
        e
        for e in rows.events
        if e["state"] in AHEAD and is_in(e["ends_on"], a, b) and e["ends_on"] < today
    ]


def planned(rows, a, b):
    return [e for e in rows.events if is_in(e["baseline_starts_on"], a, b)]


def ahead(rows, a, b, today):
    return [
        e
        for e in rows.events
        if e["state"] in AHEAD and is_in(e["ends_on"], a, b) and e["ends_on"] >= today
    ]


def unapproved(rows, a, b):
    states = {"concept", "planned", "coordinated"}
    return [e for e in rows.events if e["state"] in states and is_in(e["ends_on"], a, b)]


def shares(rows, event):
    """Return u(e,o) by objective; empty without links or with weights of 0 only."""
    weights = {x["objective_id"]: Fraction(str(x["weight"])) for x in rows.links_of[event["id"]]}
    total = sum(weights.values())
    return {o: w / total for o, w in weights.items() if w > 0} if total else {}


def served(rows, event):
    return {o for o, u in shares(rows, event).items() if u >= Fraction(1, 10)}


def is_backed(rows, event, objective):
    return any(
        o["objective_id"] == objective
        and o["verified_by_id"] is not None
        and o["sign"] == "positive"
        and o["strength"] >= 2
        for o in rows.outcomes_of[event["id"]]
    )


def events_of(rows, measure, a, b, today):
    """Return the events of a measure of the matrix."""
    if measure == "planned":
        return planned(rows, a, b)
    if measure == "ahead":
        return ahead(rows, a, b, today)
    return executed(rows, a, b)


def cells(rows, measure, a, b, today, across, row_of):
    """Return the sets of events by (row, column), None for all; `across(event)` gives columns."""
    found = defaultdict(set)
    for event in events_of(rows, measure, a, b, today):
        objectives = served(rows, event)
        if measure == "outcome-backed":
            objectives = {o for o in objectives if is_backed(rows, event, o)}
            if not objectives:
                continue
        for column in {*across(event), None}:
            found[None, column].add(event["id"])
            for objective in objectives:
                found[row_of(objective), column].add(event["id"])
    return {key: len(ids) for key, ids in found.items()}


def total(numbers):
    known = [n for n in numbers if n is not None]
    return sum(known) if known else None


def people(rows, event):
    """Return (number, is estimated); (None, …) when neither attended nor planned is known."""
    nations = rows.nations_of[event["id"]]
    came = event["participants_actual"]
    if came is None:
        came = total(n["headcount_actual"] for n in nations)
    if came is None:
        came = sum(1 for x in rows.attendances_of[event["id"]] if x["has_attended"]) or None
    if came is not None:
        return came, False
    expected = event["participants_planned"]
    if expected is None:
        expected = total(n["headcount_planned"] for n in nations)
    return expected, True


def days_in(event, a, b):
    first, last = max(event["actual_starts_on"], a), min(event["actual_ends_on"], b)
    return max(0, (last - first).days + 1)


def on_days(rows, a, b):
    """Return executed events with at least a day in the period: exact ones, and the others."""
    found = [e for e in rows.events if e["state"] in EXECUTED and days_in(e, a, b) > 0]
    exact = [e for e in found if e["date_precision"] == "day"]
    return exact, [e for e in found if e not in exact]


def event_days(rows, a, b):
    return sum(days_in(e, a, b) for e in on_days(rows, a, b)[0])


def person_days(rows, a, b):
    """Return M2: (sum, events, estimated, left out)."""
    known = [(e, *people(rows, e)) for e in on_days(rows, a, b)[0]]
    counted = [(days_in(e, a, b) * n, guessed) for e, n, guessed in known if n is not None]
    return (
        sum(days for days, _ in counted),
        len(counted),
        sum(guessed for _, guessed in counted),
        len(known) - len(counted),
    )


def effort_by_objective(rows, a, b):
    """Return M3 by objective; None for events that serve none."""
    found = defaultdict(Fraction)
    for event in on_days(rows, a, b)[0]:
        number, _guessed = people(rows, event)
        if number is None:
            continue
        for objective, share in (shares(rows, event) or {None: Fraction(1)}).items():
            found[objective] += share * number * days_in(event, a, b)
    return dict(found)


def effort_by_nation(rows, a, b):
    """Return M4 by partner: (person-days, how many events are estimated).

    The own nation takes part in every event, named or not.
    """
    days, guesses = defaultdict(Fraction), defaultdict(int)
    for event in on_days(rows, a, b)[0]:
        number, _guessed = people(rows, event)
        nations = rows.nations_of[event["id"]]
        for one in nations:
            if one["nation_code"] in rows.own:
                continue
            if one["headcount_actual"] is not None:
                days[one["nation_code"]] += one["headcount_actual"] * days_in(event, a, b)
            elif number is not None:
                days[one["nation_code"]] += Fraction(
                    number * days_in(event, a, b), len(rows.partners(event)) + 1
                )
                guesses[one["nation_code"]] += 1
    return {code: (amount, guesses[code]) for code, amount in days.items()}


def execution(rows, a, b):
    """Return M5: (both, planned), (unplanned, executed), (cancelled, …), (postponed, …)."""
    pl = {e["id"]: e for e in planned(rows, a, b)}
    ex = {e["id"] for e in executed(rows, a, b)}
    count = len(pl)
    states = [e["state"] for e in pl.values()]
    return (
        (len(ex & pl.keys()), count),
        (len(ex - pl.keys()), len(ex)),
        (states.count("cancelled"), count),
        (states.count("postponed"), count),
    )


def middle(numbers):
    ordered = sorted(numbers)
    half = len(ordered) // 2
    if not ordered:
        return None
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def slip(rows, a, b):
    """Return M6: (median days, events, imprecise ones left out)."""
    both = [e for e in executed(rows, a, b) if is_in(e["baseline_starts_on"], a, b)]
    exact = [e for e in both if e["date_precision"] == "day"]
    days = [(e["actual_starts_on"] - e["baseline_starts_on"]).days for e in exact]
    return middle(days), len(exact), len(both) - len(exact)


def years(a, b, month):
    """Return (the calendar year it begins in, first day, last day) of each year of a period."""
    begins = a.year - (a.month < month)
    found = []
    while date(begins, month, 1) <= b:
        last = date(begins + 1, month, 1) - timedelta(days=1)
        found.append((begins, date(begins, month, 1), last))
        begins += 1
    return found


def in_force(rows, a, b):
    """Return the agreed objectives of plans with a day in [a, b], not retired before it."""
    plans = {p["id"] for p in rows.plan if p["starts_on"] <= b and p["ends_on"] >= a}
    lines = {line["id"] for line in rows.line_of_effort if line["plan_id"] in plans}
    return {
        o["id"]
        for o in rows.objective
        if o["standing"] == "agreed"
        and o["line_id"] in lines
        and not (o["retired_on"] and o["retired_on"] < a)
    }


def requirements(rows, year, month):
    """Return what is agreed with partners for a year, by (objective, partner).

    A year is (begins, first, last); it asks only for what stood in a plan of its own days.
    """
    begins, first, last = year
    standing = in_force(rows, first, last)
    return {
        (r["objective_id"], r["nation_code"]): r["number"]
        for r in rows.requirement
        if r["standing"] == "agreed"
        and (r["year"], r["begins_month"]) == (begins, month)
        and r["objective_id"] in standing
        and r["nation_code"] not in rows.own
    }


def wanted(rows, a, b, today, objectives, month=1):
    """Return (required, gap, residual, cells, met, asked, unplanned) by (objective, partner).

    Each year that the period touches is compared by itself, up to the period's end; what came
    later in the year, or is approved and ahead, is in the residual gap only. None stands for
    all of them.
    """
    found = defaultdict(lambda: (0,) * 7)
    for year in years(a, b, month):
        _begins, first, last = year
        held, later = executed(rows, first, min(b, last)), executed(rows, first, last)
        coming = ahead(rows, first, last, today)
        for (objective, code), r in requirements(rows, year, month).items():
            if objective not in objectives:
                continue

            def count(events, objective=objective, code=code):
                return sum(
                    objective in served(rows, e) and code in rows.partners(e) for e in events
                )

            k, f = count(held), count(later) - count(held) + count(coming)
            residual = max(0, r - k - f)
            asked = min(residual, count(unanswered(rows, first, last, today)))
            unplanned = max(0, residual - asked - count(unapproved(rows, first, last)))
            one = (r, max(0, r - k), residual, 1, int(k >= r), asked, unplanned)
            for cell in ((objective, code), (objective, None), (None, code), (None, None)):
                found[cell] = tuple(x + y for x, y in zip(found[cell], one, strict=True))
    return dict(found)


def enough(rows, a, b, objectives, month=1):
    """Return Σ min(k, r) over the years of an objective, whoever the events were with."""
    found = dict.fromkeys(objectives, 0)
    for year in years(a, b, month):
        held = executed(rows, year[1], min(b, year[2]))
        agreed = requirements(rows, year, month)
        for objective in objectives:
            r = sum(n for (key, _), n in agreed.items() if key == objective)
            found[objective] += min(r, sum(objective in served(rows, e) for e in held))
    return found


def outcome_yield(rows, a, b, today, objectives):
    """Return M11 over events: (yielded, due, harmed, waiting)."""
    windows = {o["id"]: o["outcome_window_days"] for o in rows.objective}
    yielded = due = harmed = waiting = 0
    for event in executed(rows, a, b):
        linked = {x["objective_id"] for x in rows.links_of[event["id"]] if x["weight"] > 0}
        linked &= set(objectives)
        age = (today - event["actual_ends_on"]).days
        closed = {o for o in linked if age > windows[o]}
        if closed:
            due += 1
            yielded += any(is_backed(rows, event, o) for o in closed)
            harmed += any(
                x["objective_id"] in closed
                and x["verified_by_id"] is not None
                and x["sign"] == "negative"
                for x in rows.outcomes_of[event["id"]]
            )
        elif linked:
            waiting += 1
    return yielded, due, harmed, waiting


def evidence(rows, a, b, codes=None):
    """Return M12: how many outcomes seen in the period at each level, of events with nations."""
    seen = []
    for o in rows.outcome:
        events = [e for e in rows.event if o in rows.outcomes_of[e["id"]]]
        if codes and not any(rows.partners(e) & set(codes) for e in events):
            continue
        if is_in(o["seen_on"], a, b):
            seen.append(o["strength"])
    return [seen.count(level) for level in range(5)]


def promises(rows, a, b, today):
    """Return M13: (on time, kept or overdue, median late, oldest overdue, not due, dropped)."""
    alive = {e["id"] for e in rows.events}
    due = [f for f in rows.follow_up if is_in(f["due_on"], a, b) and f["event_id"] in alive]
    closed = [f for f in due if f["state"] in KEPT]
    overdue = [f for f in due if f["state"] in OPEN and f["due_on"] < today]
    in_time = [f for f in closed if f["closed_on"] <= f["due_on"]]
    late = [(f["closed_on"] - f["due_on"]).days for f in closed if f not in in_time]
    late += [(today - f["due_on"]).days for f in overdue]
    return (
        len(in_time),
        len(closed) + len(overdue),
        middle(late),
        min((f["due_on"] for f in overdue), default=None),
        sum(f["state"] in OPEN for f in due) - len(overdue),
        sum(f["state"] == "dropped" for f in due),
    )


def reports_in_time(rows, a, b, today):
    """Return M14: (reported within the office's days, whose days have passed)."""
    days = rows.office[0]["report_days"]
    due = [e for e in executed(rows, a, b) if (today - e["actual_ends_on"]).days > days]
    in_time = 0
    for event in due:
        report = rows.report_of.get(event["id"])
        in_time += bool(report) and (report["reported_on"] - event["actual_ends_on"]).days <= days
    return in_time, len(due)


def silences(rows, today):
    """Return M17 by partner: (days, days in person); None is never."""
    found = {}
    for nation in rows.nation:
        if not nation["is_partner"] or nation["is_own"]:
            continue
        days = {True: [], False: []}
        for event in rows.events:
            if event["state"] not in EXECUTED or event["actual_ends_on"] > today:
                continue
            if nation["code"] in rows.met(event):
                age = (today - event["actual_ends_on"]).days
                days[event["modality"] == "in_person"].append(age)
        every = days[True] + days[False]
        found[nation["code"]] = (min(every, default=None), min(days[True], default=None))
    return found
