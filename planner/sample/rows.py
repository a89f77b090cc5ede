"""The rows of the sample files, read and narrowed to what concerns one nation."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from planner.choices import DatePrecision, Modality
from planner.reference.shipped_kinds import ShippedKind

FOLDER = Path(__file__).parent
OUTSIDE_ISO = {"GU": "US"}
"""Places with a code of their own that take part as a part of another nation."""

COLLEGES = {
    "Army War College": "US Army War College",
    "Command & General Staff College": "US Army Command and General Staff College",
    "Commanding General, Education Command  Quantico": "Marine Corps University",
    "Eisenhower School For National Security": "National Defense University",
    "Joint Forces Staff College": "National Defense University",
    "Maxwell AFB, AL": "Air University",
    "Naval Command College Newport, RI": "US Naval War College",
    "Naval Staff College Newport, RI": "US Naval War College",
    "Sergeants Major Academy": "US Army Sergeants Major Academy",
}
"""Provider in the report to the institution that it belongs to (`institutions.csv`)."""

AT_AN_INSTITUTION = (ShippedKind.PERSONNEL_EXCHANGE, ShippedKind.EDUCATION_TRAINING)
WAR_COLLEGES = ("War College", "Eisenhower", "Naval Command")
"""Words in the title of a course by which it is one of a war college; others are staff courses."""


@dataclass(frozen=True)
class Phase:
    """A place of an event, and what was done there."""

    town: str
    nation: str | None
    name: str = ""


@dataclass(frozen=True)
class PublicEvent:
    """One public event, as the files tell it."""

    title: str
    kind: ShippedKind
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
    phases: tuple[Phase, ...] = ()
    details: dict[str, Any] = field(default_factory=dict)
    """The kind's own fields, as far as the source tells."""
    reason: str = ""
    replaced_by: str = ""
    """The title of the event that took the place of one that was postponed."""

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


def phases(record: dict[str, str], host: str | None) -> tuple[Phase, ...]:
    """Return the places, from “Darwin|AU|Integration training;…”, else the one of the row."""
    parts = [part.split("|") for part in (record.get("phases") or "").split(";") if part]
    if not parts:
        return (Phase(record["city"], host),)
    return tuple(Phase(town, nation or None, name) for town, nation, name in parts)


def told(record: dict[str, str], kind: ShippedKind) -> dict[str, Any]:
    """Return the kind's own fields of a record; a centre's course names the centre."""
    found: dict[str, Any] = {}
    if elements := record.get("cultural_elements"):
        found["cultural_elements"] = elements.split(";")
    if record.get("has_community_part"):
        found["has_community_part"] = True
    if kind in AT_AN_INSTITUTION and "cost_usd" in record:
        found["institution"] = record["series"]
    return found


def event_row(record: dict[str, str]) -> PublicEvent:
    """Return the event of a record of either events file."""
    host = next(iter(codes(record["country_iso2"])), None)
    kind = ShippedKind(record["kind"])
    cost = record.get("cost_usd") or "0"
    return PublicEvent(
        title=record["title"],
        kind=kind,
        starts_on=date.fromisoformat(record["start_date"]),
        ends_on=date.fromisoformat(record["end_date"]),
        precision=DatePrecision(record["date_precision"]),
        town=record["city"],
        host=host,
        partners=codes(record["partner_iso2"]),
        participants=int(record["participants_count"]) if record["participants_count"] else None,
        modality=Modality(record["modality"]),
        status=record["status"],
        summary=record["summary"],
        source_note=record["source_note"],
        series=record["series"],
        links=weights(record["objective_links"]),
        cost_usd=Decimal(cost) if Decimal(cost) else None,
        phases=phases(record, host),
        details=told(record, kind),
        reason=record.get("reason") or "",
        replaced_by=record.get("replaced_by") or "",
    )


def placement_row(record: dict[str, str]) -> PublicEvent:
    """Return a place at a staff or war college as an event of education and training."""
    town = record["location"].removesuffix(", US")
    places = int(record["quantity"] or 0)
    return PublicEvent(
        title=f"{record['course_title']} ({record['recipient_iso2']}, {record['start_date'][:4]})",
        kind=ShippedKind.EDUCATION_TRAINING,
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
        phases=(Phase(town, "US"),),
        details=placement(record, places),
    )


def placement(record: dict[str, str], places: int) -> dict[str, Any]:
    """Return the fields of a place at a college, as the report tells; graduates are alumni."""
    is_war = any(words in record["course_title"] for words in WAR_COLLEGES)
    return {
        "institution": COLLEGES[record["provider"]],
        "level": "war" if is_war else "staff",
        "places_offered": places or None,
        "places_filled": places or None,
        "makes_alumni": True,
    }


def events_of(nation: str) -> list[PublicEvent]:
    """Return what concerns a nation: it is the host or takes part; oldest first."""
    rows = [event_row(record) for record in records("events.csv")]
    rows += [event_row(record) for record in records("events_regional_centers_fy2019.csv")]
    rows += [placement_row(record) for record in records("pme_placements_fy2019.csv")]
    mine = [row for row in rows if nation in row.nations]
    return sorted(mine, key=lambda row: (row.starts_on, row.title))
