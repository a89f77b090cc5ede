"""The reference data that an office starts with: nations, groups, institutions, programmes."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from planner.choices import EventKind, ProgrammeKind
from planner.db import db
from planner.partners.catalogue_queries import institution_keys
from planner.partners.models import Institution, Nation, PartnerGroup, Programme
from planner.partners.queries import (
    group_choices,
    nation_codes,
    nations_of,
    programme_choices,
)
from planner.reference.languages import standard_nations

DATA = Path(__file__).parent.parent / "reference" / "data"

KIND_OF_PROGRAMME = {
    EventKind.AGREEMENT: ProgrammeKind.AGREEMENT,
    EventKind.JOINT_EXERCISE: ProgrammeKind.SERIES,
    EventKind.PORT_VISIT: ProgrammeKind.SERIES,
    EventKind.SPORT_EVENT: ProgrammeKind.SERIES,
    EventKind.HUMANITARIAN_MISSION: ProgrammeKind.SERIES,
}


def seed_nations() -> int:
    """Add the nations that are missing; return how many."""
    there = nation_codes()
    missing = {code: name for code, name in standard_nations().items() if code not in there}
    db.session.add_all(Nation(code=code, name=name) for code, name in missing.items())
    db.session.flush()
    return len(missing)


def seed_groups(path: Path = DATA / "partner_groups.json") -> int:
    """Add the partner groups that are missing, with their members; return how many."""
    there = {group.code for group in group_choices()}
    nations = {nation.code: nation for nation in nations_of(nation_codes())}
    missing = [row for row in json.loads(path.read_text("utf-8")) if row["code"] not in there]
    for row in missing:
        members = [nations[code] for code in row["members"].split() if code in nations]
        db.session.add(PartnerGroup(code=row["code"], name=row["name"], members=members))
    db.session.flush()
    return len(missing)


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """Read a file of the reference data."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def seed_institutions(path: Path = DATA / "institutions.csv") -> int:
    """Add the institutions that are missing; return how many."""
    there, nations = institution_keys(), nation_codes()
    rows = [
        Institution(
            name=row["name"],
            nation_code=row["country_iso2"] if row["country_iso2"] in nations else None,
            town=row["city"],
            level=row["level"],
            armed_service=row["service"] or None,
            founded_year=year(row["year_founded"]),
            source_note=row["source_note"],
        )
        for row in rows_of(path)
    ]
    missing = [row for row in rows if (row.name, row.nation_code) not in there]
    db.session.add_all(missing)
    db.session.flush()
    return len(missing)


def seed_programmes(path: Path = DATA / "programmes.csv") -> int:
    """Add the programmes that are missing; return how many."""
    there, nations = set(programme_choices().values()), nation_codes()
    missing = [row for row in rows_of(path) if row["name"] not in there]
    for row in missing:
        kind = EventKind(row["main_kind"])
        db.session.add(
            Programme(
                name=row["name"],
                kind=KIND_OF_PROGRAMME.get(kind, ProgrammeKind.SCHEME),
                main_kind=kind,
                lead_code=row["lead_iso2"] if row["lead_iso2"] in nations else None,
                partner_codes=[c for c in row["partner_iso2"].split(";") if c in nations],
                started_year=year(row["year_started"]),
                ended_year=year(row["year_ended"]),
                description=row["description"],
                source_note=row["source_note"],
            )
        )
    db.session.flush()
    return len(missing)


def year(words: str) -> int | None:
    """Return a year; None when the file leaves it out."""
    return int(words) if words.strip() else None
