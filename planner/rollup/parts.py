"""What one event adds to the rollup: the measures that count it, with month or day, and cells."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import RowMapping

from planner.choices import (
    AHEAD_STATES,
    EXECUTED_STATES,
    UNAPPROVED_STATES,
    DatePrecision,
    EventState,
    Modality,
)
from planner.rollup.additions import amounts_in, amounts_of

ANY_OBJECTIVE, NO_SHARE = 0, -1
ANY_NATION = ANY_KIND = ""

OF_KINDS = ("executed", "planned", "approved", "unapproved", "backed", "unlinked")
"""Measures that are kept for each kind too."""
OF_MONTHS = (
    *OF_KINDS,
    *("unreported", "no-answer", "planned-cancelled", "planned-postponed"),
)
"""Measures that are kept by month."""
OF_ALL = ("unlinked", "begun-unlinked", "ended-unlinked")
"""Measures of events whatever they serve: no cell of theirs is of one objective."""
OF_THE_MET = ("met", "met-in-person", "met-exact")
"""Measures, by day, that count with the nations that were there.

Their cells hold the nation in the place of the kind too, so that its last day is one look.
"""

CellKey = tuple[str, str, int, int, str]
"""Measure, kind, slot, objective and nation."""


def month_slot(day: date) -> int:
    """Return the number of a day's month."""
    return day.year * 12 + day.month - 1


@dataclass(frozen=True)
class Contribution:
    """What one event adds; an event that counts nowhere adds nothing."""

    kind: str = ""
    marking: int = 0
    objectives: tuple[int, ...] = ()
    backed: str = ""
    """Of these, those for which a verified outcome came, each with the outcome's marking."""
    nations: tuple[str, ...] = ()
    met: tuple[str, ...] = ()
    counted: str = ""
    amounts: str = ""

    def counts(self) -> Iterator[tuple[CellKey, int]]:
        """Give every cell in which the event counts once, with the marking under which it does."""
        for measure, slot in pairs_in(self.counted):
            if measure in OF_THE_MET:
                for nation in self.met:
                    yield (measure, nation, slot, ANY_OBJECTIVE, nation), self.marking
                continue
            nations = (ANY_NATION, *self.nations)
            kinds = (ANY_KIND, self.kind) if measure in OF_KINDS else (ANY_KIND,)
            for objective, marking in self.served_as(measure):
                for nation in nations:
                    for kind in kinds:
                        yield (measure, kind, slot, objective, nation), marking

    def served_as(self, measure: str) -> Iterable[tuple[int, int]]:
        """Return the objectives of the cells of a measure, with that of any, and the markings."""
        if measure in OF_ALL:
            return [(ANY_OBJECTIVE, self.marking)]
        if measure == "backed":
            known = [(int(key), marking) for key, marking in pairs_in(self.backed)]
            return [(ANY_OBJECTIVE, min(marking for _key, marking in known)), *known]
        keys = (ANY_OBJECTIVE, *(self.objectives or (NO_SHARE,)))
        return [(key, self.marking) for key in keys]


def pairs_in(text: str) -> list[tuple[str, int]]:
    """Return what a text of names and numbers holds: “executed:24361 planned:24360”."""
    pairs = (one.partition(":") for one in text.split())
    return [(name, int(number)) for name, _colon, number in pairs]


def text_of(pairs: Iterable[tuple[object, int]]) -> str:
    """Return pairs as such a text, in order."""
    return " ".join(f"{name}:{number}" for name, number in sorted(pairs))


def part_of(row: RowMapping) -> Contribution:
    """Return what an event adds, from what `part_queries.py` tells of it."""
    if row["discarded_at"] is not None:
        return Contribution()
    served, backed = numbers_in(row["served"]), backed_in(row["backed"])
    backed = {key: marking for key, marking in backed.items() if key in served}
    counted, amounts = text_of(slots_of(row, bool(backed))), amounts_of(row)
    if not counted and not amounts:
        return Contribution()
    partners, met = words_in(row["partners"]), words_in(row["met"])
    kind, marking = str(row["kind"]), int(row["marking"])
    backing = text_of(backed.items())
    return Contribution(kind, marking, served, backing, partners, met, counted, amounts)


def backed_in(text: str | None) -> dict[int, int]:
    """Return the objectives that outcomes back, with the lowest marking of such an outcome."""
    found: dict[int, int] = {}
    for key, marking in pairs_in((text or "").replace(",", " ")):
        found[int(key)] = min(marking, found.get(int(key), marking))
    return found


def slots_of(row: RowMapping, is_backed: bool) -> Iterator[tuple[str, int]]:
    """Give the measures that count an event, each with its month or day (METRICS)."""
    if row["state"] in EXECUTED_STATES:
        yield from executed_slots(row, is_backed)
    elif row["ends_on"] and row["state"] in AHEAD_STATES:
        yield "approved", month_slot(row["ends_on"])
        yield "approved-day", row["ends_on"].toordinal()
    elif row["ends_on"] and row["state"] in UNAPPROVED_STATES:
        yield "unapproved", month_slot(row["ends_on"])
    if planned := row["baseline_starts_on"]:
        yield "planned", month_slot(planned)
        if row["state"] in (EventState.CANCELLED, EventState.POSTPONED):
            yield f"planned-{row['state'].value}", month_slot(planned)
    ends = row["actual_ends_on"] or row["ends_on"]
    if ends and not row["is_linked"]:
        yield "begun-unlinked", month_slot(row["sort_on"])
        yield "ended-unlinked", month_slot(ends)


def executed_slots(row: RowMapping, is_backed: bool) -> Iterator[tuple[str, int]]:
    """Give the measures of an executed event."""
    day = row["actual_ends_on"]
    month = month_slot(day)
    yield "executed", month
    yield "met", day.toordinal()
    if row["modality"] == Modality.IN_PERSON:
        yield "met-in-person", day.toordinal()
    if row["date_precision"] == DatePrecision.DAY:
        yield "met-exact", day.toordinal()
    if is_backed:
        yield "backed", month
    if not row["is_linked"]:
        yield "unlinked", month
    if not row["is_reported"]:
        yield "unreported", month
    if not row["is_answered"]:
        yield "no-answer", month


def words_in(text: str | None) -> tuple[str, ...]:
    """Return the parts of a gathered text, each once and in order."""
    return tuple(sorted(set(text.split(",")))) if text else ()


def numbers_in(text: str | None) -> tuple[int, ...]:
    """Return the keys of a gathered text, each once and in order."""
    return tuple(sorted(set(map(int, text.split(","))))) if text else ()


def added(
    parts: Iterable[tuple[Contribution, int]], known: dict[CellKey, list[int]] | None = None
) -> dict[CellKey, list[int]]:
    """Return what parts add to each cell, by marking; a part may count as −1, taken away.

    It is added to what is known already, where that is given.
    """
    found: dict[CellKey, list[int]] = {} if known is None else known
    for part, sign in parts:
        for key, marking in part.counts():
            found.setdefault(key, [0, 0, 0])[marking] += sign
        for key, marking, amount in amounts_in(part.amounts, part.marking):
            found.setdefault(key, [0, 0, 0])[marking] += sign * amount
    return found
