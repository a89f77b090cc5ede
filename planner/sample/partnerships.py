"""Whom the sample office deals with: partners by tier, pairs of the State Partnership Program."""

from datetime import timedelta

from planner.choices import (
    NationTier,
    OrganisationKind,
)
from planner.db import db
from planner.partners.models import Nation, Organisation
from planner.sample.office import SampleOffice
from planner.sample.rows import PublicEvent, records


def mark_partners(office: SampleOffice, rows: list[PublicEvent]) -> None:
    """Mark the nations met as partners, with a tier by how often they were met lately."""
    since = office.today - timedelta(days=4 * 365)
    met = {code: 0 for row in rows for code in row.nations if code != office.nation}
    for row in rows:
        for code in row.nations:
            if code != office.nation and row.ends_on >= since:
                met[code] += 1
    ranked = sorted(met, key=lambda code: (-met[code], code))
    for place, code in enumerate(ranked):
        nation = db.session.get(Nation, code)
        if nation is None or met[code] == 0:
            continue
        nation.is_partner = True
        nation.tier = NationTier.A if place < 6 else NationTier.B if place < 18 else NationTier.C


def load_state_partnerships(nation: str) -> None:
    """Load the pairs of the US State Partnership Program that concern the nation."""
    known: dict[str, Organisation] = {}
    for row in records("state_partnership_pairs.csv"):
        if nation not in {"US", row["partner_iso2"]}:
            continue
        guard = known.get(row["us_partner"])
        if guard is None:
            guard = known[row["us_partner"]] = Organisation(
                name=f"{row['us_partner']} National Guard",
                kind=OrganisationKind.ARMED_SERVICE,
                nation_code="US",
                note="",
            )
            db.session.add(guard)
        pair = f"with {row['partner_iso2']} since {row['year_started']}"
        guard.note = f"{guard.note}\nState Partnership Program {pair}".strip()
