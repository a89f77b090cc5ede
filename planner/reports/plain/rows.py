"""The rows that figures are made of, as dictionaries: no class, no relation, no query."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy.engine import Connection

from planner.db import Base

Row = dict[str, Any]
READ = (
    *("office", "nation", "plan", "line_of_effort", "objective", "requirement"),
    *("event", "event_kind", "event_nation", "objective_link", "attendance", "transition"),
    *("after_action_report", "outcome", "outcome_event", "follow_up", "media_item"),
    *("indicator", "indicator_target", "indicator_update", "lesson", "person"),
)
"""The tables that are read, each once."""
EXECUTED = {"executed", "reported", "closed"}
AHEAD = {"approved", "in_progress"}
UNAPPROVED = {"concept", "planned", "coordinated"}
OPEN = {"open", "in_hand"}
KEPT = {"done", "handed_over"}


class PlainRows:
    """Every row of some tables, and what hangs on each event."""

    def __init__(self, connection: Connection, *, sees_discarded: bool = False) -> None:
        """Read the tables; only upkeep sees the outcome of a discarded event."""
        self.tables: dict[str, list[Row]] = {
            name: [
                dict(row._mapping)
                for row in connection.execute(Base.metadata.tables[name].select())
            ]
            for name in READ
        }
        self.own = {one["code"] for one in self["nation"] if one["is_own"]}
        self.events = [one for one in self["event"] if one["discarded_at"] is None]
        self.families = {one["code"]: one["family"] for one in self["event_kind"]}
        self.links_of = by(self["objective_link"], "event_id")
        self.nations_of = by(self["event_nation"], "event_id")
        self.attendances_of = by(self["attendance"], "event_id")
        self.report_of = {one["event_id"]: one for one in self["after_action_report"]}
        self.targets_of = by(self["indicator_target"], "indicator_id")
        self.updates_of = by(self["indicator_update"], "indicator_id")
        self.outcomes_of: defaultdict[int, list[Row]] = defaultdict(list)
        self.events_of: defaultdict[int, list[int]] = defaultdict(list)
        for pair in self["outcome_event"]:
            self.events_of[pair["outcome_id"]].append(pair["event_id"])
        if not sees_discarded:
            self.leave_out_hidden()
        for one in self["outcome"]:
            for key in self.events_of[one["id"]]:
                self.outcomes_of[key].append(one)
        self.known_shares: dict[int, dict[int, Fraction]] = {}

    def leave_out_hidden(self) -> None:
        """Leave out the outcomes that have no event, or one that was discarded."""
        alive = {one["id"] for one in self.events}
        self.tables["outcome"] = [
            one
            for one in self["outcome"]
            if self.events_of[one["id"]] and alive.issuperset(self.events_of[one["id"]])
        ]

    def __getitem__(self, name: str) -> list[Row]:
        """Return the rows of a table."""
        return self.tables[name]

    def met(self, event: Row) -> set[str]:
        """Return the partners that were there, not invited alone."""
        return {
            one["nation_code"]
            for one in self.nations_of[event["id"]]
            if one["role"] != "invited" and one["nation_code"] not in self.own
        }

    def partners(self, event: Row) -> set[str]:
        """Return the nations that take part beside the own one."""
        return {one["nation_code"] for one in self.nations_of[event["id"]]} - self.own

    def shares(self, event: Row) -> dict[int, Fraction]:
        """Return u(e,o) by objective; empty without links or with weights of 0 only."""
        key = event["id"]
        if key not in self.known_shares:
            found = {
                one["objective_id"]: Fraction(str(one["weight"])) for one in self.links_of[key]
            }
            whole = sum(found.values(), Fraction(0))
            self.known_shares[key] = {o: w / whole for o, w in found.items() if w > 0}
        return self.known_shares[key]

    def served(self, event: Row) -> set[int]:
        """Return the objectives for which an event counts: a tenth of its weight or more."""
        return {o for o, u in self.shares(event).items() if u >= Fraction(1, 10)}


def by(rows: Iterable[Row], name: str) -> defaultdict[Any, list[Row]]:
    """Return rows by one of their values."""
    found: defaultdict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        found[row[name]].append(row)
    return found


def is_in(day: date | None, a: date, b: date) -> bool:
    """Say whether a day is known and lies in a period."""
    return day is not None and a <= day <= b
