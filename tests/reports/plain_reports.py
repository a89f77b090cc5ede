"""The figures of the declared reports again, as loops over plain rows (METRICS M13 to M19, M24)."""

from collections import defaultdict
from fractions import Fraction

from tests.reports.plain_metrics import KEPT, OPEN, executed, is_in, people, planned


def hosting(rows, a, b):
    """Return by partner (executed, hosted by us, hosted by it)."""
    found = defaultdict(lambda: [0, 0, 0])
    for event in executed(rows, a, b):
        for code in rows.partners(event):
            found[code][0] += 1
            found[code][1] += event["host_code"] in rows.own
            found[code][2] += event["host_code"] == code
    return {code: tuple(numbers) for code, numbers in found.items()}


def at_home_and_away(rows, a, b):
    """Return how many executed events the own nation hosted, and how many another did."""
    hosts = [e["host_code"] for e in executed(rows, a, b) if e["host_code"]]
    home = sum(code in rows.own for code in hosts)
    return home, len(hosts) - home


def costs(rows, a, b):
    """Return by (kind, currency) Σ planned, n, Σ actual, n, Σ actual of those shared, days, n."""
    found = defaultdict(lambda: [Fraction(0), 0, Fraction(0), 0, Fraction(0), 0, 0])
    for event in executed(rows, a, b):
        one = found[event["kind"], event["currency"]]
        if event["planned_cost"] is not None:
            one[0] += Fraction(event["planned_cost"])
            one[1] += 1
        if event["actual_cost"] is None:
            continue
        one[2] += Fraction(event["actual_cost"])
        one[3] += 1
        number, _guessed = people(rows, event)
        if event["date_precision"] == "day" and number:
            days = (event["actual_ends_on"] - event["actual_starts_on"]).days + 1
            one[4] += Fraction(event["actual_cost"])
            one[5] += days * number
            one[6] += 1
    return {key: tuple(one) for key, one in found.items() if one[1] or one[3]}


def met_by_month(rows, a, b):
    """Return by (partner, year, month) the executed events at which it was met."""
    found = defaultdict(int)
    for event in executed(rows, a, b):
        day = event["actual_ends_on"]
        for code in rows.met(event):
            found[code, day.year, day.month] += 1
    return dict(found)


def punctuality(rows, a, b, today, report_days, groups_of):
    """Return by group (planned, executed of it, reports due, in time, follow-ups, in time)."""
    found = defaultdict(lambda: [0] * 6)
    events = {e["id"]: e for e in rows.events}
    ran = {e["id"] for e in executed(rows, a, b)}
    for event in planned(rows, a, b):
        for group in groups_of(event):
            found[group][0] += 1
            found[group][1] += event["id"] in ran
    for event in executed(rows, a, b):
        if (today - event["actual_ends_on"]).days <= report_days:
            continue
        report = rows.report_of.get(event["id"])
        for group in groups_of(event):
            found[group][2] += 1
            written = report and (report["reported_on"] - event["actual_ends_on"]).days
            found[group][3] += written is not None and written <= report_days
    for one in rows.follow_up:
        event, is_kept = events.get(one["event_id"]), one["state"] in KEPT
        is_late = one["state"] in OPEN and one["due_on"] < today
        if event is None or not is_in(one["due_on"], a, b) or not (is_kept or is_late):
            continue
        for group in groups_of(event):
            found[group][4] += 1
            found[group][5] += is_kept and one["closed_on"] <= one["due_on"]
    return {group: tuple(numbers) for group, numbers in found.items()}


def outcomes_by_kind(rows, a, b):
    """Return by (type, sign) how many outcomes were seen, and how many of them are verified."""
    found = defaultdict(lambda: [0, 0])
    for one in rows.outcome:
        if is_in(one["seen_on"], a, b):
            found[one["kind"], one["sign"]][0] += 1
            found[one["kind"], one["sign"]][1] += one["verified_by_id"] is not None
    return {key: tuple(numbers) for key, numbers in found.items()}


def complete(rows, a, b):
    """Return the executed events that lack nothing that is asked of every event."""
    return [
        event
        for event in executed(rows, a, b)
        if any(x["weight"] > 0 for x in rows.links_of[event["id"]])
        and people(rows, event)[0] is not None
        and event["host_code"]
        and (report := rows.report_of.get(event["id"]))
        and (report["has_no_outcomes"] or rows.outcomes_of[event["id"]])
    ]
