"""The rows of the sample files, read and narrowed to what concerns one nation."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from planner.choices import DatePrecision, EventKind, Modality

FOLDER = Path(__file__).parent
OUTSIDE_ISO = {"GU": "US"}
"""Places with a code of their own that take part as a part of another nation."""


@dataclass(frozen=True)
class EventRow:
    """One public event, as the files tell it."""

    title: str
    kind: EventKind
    starts_on: date
    ends_on: date
    precision: DatePrecision
    town: str
    host: str | None
    partners: tuple[str, ...]
    participants: int | None
    modality: Modality
    status: str
    summary: str
    source_note: str
    series: str
    links: dict[str, float] = field(default_factory=dict)
    cost_usd: Decimal | None = None

    @property
    def nations(self) -> tuple[str, ...]:
        """Return every nation taking part, the host first."""
        codes = ((self.host,) if self.host else ()) + self.partners
        return tuple(dict.fromkeys(codes))


def records(name: str) -> Iterator[dict[str, str]]:
    """Yield the records of a file in this folder."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def codes(value: str) -> tuple[str, ...]:
    """Return the nation codes of a list with semicolons."""
    return tuple(OUTSIDE_ISO.get(code, code) for code in value.split(";") if code)


def weights(value: str) -> dict[str, float]:
    """Return objective code to weight, from “O03:0.5;O01:0.3”."""
    pairs = (part.split(":") for part in value.split(";") if part)
    return {code: float(weight) for code, weight in pairs}


def event_row(record: dict[str, str]) -> EventRow:
    """Return the event of a record of either events file."""
    host = codes(record["country_iso2"])
    cost = record.get("cost_usd") or "0"
    return EventRow(
        title=record["title"],
        kind=EventKind(record["kind"]),
        starts_on=date.fromisoformat(record["start_date"]),
        ends_on=date.fromisoformat(record["end_date"]),
        precision=DatePrecision(record["date_precision"]),
        town=record["city"],
        host=host[0] if host else None,
        partners=codes(record["partner_iso2"]),
        participants=int(record["participants_count"]) if record["participants_count"] else None,
        modality=Modality(record["modality"]),
        status=record["status"],
        summary=record["summary"],
        source_note=record["source_note"],
        series=record["series"],
        links=weights(record["objective_links"]),
        cost_usd=Decimal(cost) if Decimal(cost) else None,
    )


def placement_row(record: dict[str, str]) -> EventRow:
    """Return a place at a staff or war college as an event of education and training."""
    town = record["location"].removesuffix(", US")
    places = int(record["quantity"] or 0)
    return EventRow(
        title=f"{record['course_title']} ({record['recipient_iso2']}, {record['start_date'][:4]})",
        kind=EventKind.EDUCATION_TRAINING,
        starts_on=date.fromisoformat(record["start_date"]),
        ends_on=date.fromisoformat(record["end_date"]),
        precision=DatePrecision.DAY,
        town=town,
        host="US",
        partners=codes(record["recipient_iso2"]),
        participants=places or None,
        modality=Modality.IN_PERSON,
        status="executed",
        summary=f"{places} at {record['provider']}, under {record['programme']}.",
        source_note="US State and Defense Departments, Foreign Military Training report "
        "FY2019-2020, via Security Force Monitor (MIT licence)",
        series="",
        links={"O04": 0.6, "O05": 0.4},
        cost_usd=Decimal(record["total_cost_usd"] or 0) or None,
    )


def events_of(nation: str) -> list[EventRow]:
    """Return what concerns a nation: it is the host or takes part; oldest first."""
    rows = [event_row(record) for record in records("events.csv")]
    rows += [event_row(record) for record in records("events_regional_centers_fy2019.csv")]
    rows += [placement_row(record) for record in records("pme_placements_fy2019.csv")]
    mine = [row for row in rows if nation in row.nations]
    return sorted(mine, key=lambda row: (row.starts_on, row.title))
