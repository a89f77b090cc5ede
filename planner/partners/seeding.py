"""The reference data that an office starts with: nations, groups, institutions, programmes."""

import csv
import json
from collections.abc import Collection, Iterator
from pathlib import Path

from planner.choices import ProgrammeKind
from planner.db import db
from planner.kinds.models import EventKind
from planner.kinds.seeding import seed_kinds
from planner.partners.actions import set_own_nation
from planner.partners.catalogue_queries import institution_keys
from planner.partners.group_actions import add_group
from planner.partners.group_queries import group_choices
from planner.partners.institution_actions import add_institution
from planner.partners.models import Nation
from planner.partners.programme_actions import add_programme
from planner.partners.queries import nation_codes, programme_choices
from planner.reference.languages import standard_nations
from planner.reference.shipped_kinds import ShippedKind
from planner.shapes.nation import WrittenGroup
from planner.shapes.organisation import WrittenInstitution, WrittenProgramme
from planner.terms.models import ArmedService
from planner.terms.queries import offered
from planner.viewers import EVERYTHING

DATA = Path(__file__).parent.parent / "reference" / "data"

KIND_OF_PROGRAMME = {
    ShippedKind.AGREEMENT: ProgrammeKind.AGREEMENT,
    ShippedKind.JOINT_EXERCISE: ProgrammeKind.SERIES,
    ShippedKind.PORT_VISIT: ProgrammeKind.SERIES,
    ShippedKind.SPORT_EVENT: ProgrammeKind.SERIES,
    ShippedKind.HUMANITARIAN_MISSION: ProgrammeKind.SERIES,
}


def setup_reference(nation: str) -> Nation:
    """Load all reference data and choose the own nation; run again, it adds what is missing."""
    seed_kinds()
    seed_nations()
    own = set_own_nation(nation.upper())
    seed_groups()
    seed_institutions()
    seed_programmes()
    return own


def seed_nations() -> int:
    """Add the nations that are missing; return how many.

    They are rows of ISO 3166, which nobody adds by hand: there is no action to go through.
    """
    there = nation_codes()
    missing = {code: name for code, name in standard_nations().items() if code not in there}
    db.session.add_all(Nation(code=code, name=name) for code, name in missing.items())
    db.session.flush()
    return len(missing)


def seed_groups(path: Path = DATA / "partner_groups.json") -> int:
    """Add the partner groups that are missing, with their members; return how many."""
    there, nations = {group.code for group in group_choices()}, nation_codes()
    missing = [row for row in json.loads(path.read_text("utf-8")) if row["code"] not in there]
    for row in missing:
        members = tuple(code for code in row["members"].split() if code in nations)
        add_group(WrittenGroup(code=row["code"], name=row["name"], members=members))
    return len(missing)


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """Read a file of the reference data."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def seed_institutions(path: Path = DATA / "institutions.csv") -> int:
    """Add the institutions that are missing; return how many. A retired service is left out."""
    there, nations, services = institution_keys(), nation_codes(), offered(ArmedService)
    written = [
        WrittenInstitution(
            name=row["name"],
            nation_code=row["country_iso2"] if row["country_iso2"] in nations else None,
            town=row["city"],
            level=row["level"],
            armed_service=row["service"] if row["service"] in services else None,
            founded_year=year(row["year_founded"]),
            source_note=row["source_note"],
        )
        for row in rows_of(path)
    ]
    missing = [one for one in written if (one.name, one.nation_code) not in there]
    for one in missing:
        add_institution(one, viewer=EVERYTHING)
    return len(missing)


def seed_programmes(path: Path = DATA / "programmes.csv") -> int:
    """Add the programmes that are missing; return how many."""
    there, nations = set(programme_choices().values()), nation_codes()
    missing = [row for row in rows_of(path) if row["name"] not in there]
    for row in missing:
        add_programme(programme_in(row, nations), viewer=EVERYTHING)
    return len(missing)


def programme_in(row: dict[str, str], nations: Collection[str]) -> WrittenProgramme:
    """Return the programme of a row; nations and kinds that are not there are left out."""
    kind = ShippedKind(row["main_kind"])
    return WrittenProgramme(
        name=row["name"],
        kind=KIND_OF_PROGRAMME.get(kind, ProgrammeKind.SCHEME),
        main_kind=kind.value if kind in offered(EventKind) else None,
        lead_code=row["lead_iso2"] if row["lead_iso2"] in nations else None,
        partner_codes=tuple(code for code in row["partner_iso2"].split(";") if code in nations),
        started_year=year(row["year_started"]),
        ended_year=year(row["year_ended"]),
        description=row["description"],
        source_note=row["source_note"],
    )


def year(words: str) -> int | None:
    """Return a year; None when the file leaves it out."""
    return int(words) if words.strip() else None
