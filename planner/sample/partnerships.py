"""Whom the sample office deals with: partners by tier, pairs of the State Partnership Program."""

from collections.abc import Collection
from datetime import timedelta

from planner.choices import NationTier, OrganisationKind, Role
from planner.partners.organisation_actions import add_organisation
from planner.sample.office import SampleOffice
from planner.sample.rows import PublicEvent, records
from planner.shapes.nation import NamedPartners
from planner.shapes.organisation import WrittenOrganisation
from planner.start.actions import set_partners

LATELY = timedelta(days=4 * 365)
FIRST, SECOND = 6, 18
"""How many partners stand in the first tier, and in the first two."""


def name_partners(office: SampleOffice, rows: list[PublicEvent], frequent: Collection[str]) -> None:
    """Make partners of the nations met lately and of the frequent ones, in tiers by how often."""
    since = office.today - LATELY
    met = dict.fromkeys([code for row in rows for code in row.nations], 0)
    for row in rows:
        for code in row.nations if row.ends_on >= since else ():
            met[code] += 1
    met.pop(office.nation, None)
    ranked = sorted(met, key=lambda code: (-met[code], code))
    tiers: dict[str, NationTier | None] = {
        code: NationTier.A if place < FIRST else NationTier.B if place < SECOND else NationTier.C
        for place, code in enumerate(ranked)
        if met[code] or code in frequent
    }
    set_partners(NamedPartners(tiers=tiers), viewer=office.users[Role.COUNTRY_DESK].as_viewer)


def load_state_partnerships(office: SampleOffice) -> None:
    """Load the pairs of the US State Partnership Program that concern the nation."""
    notes: dict[str, list[str]] = {}
    for row in records("state_partnership_pairs.csv"):
        if office.nation in {"US", row["partner_iso2"]}:
            pair = f"with {row['partner_iso2']} since {row['year_started']}"
            notes.setdefault(row["us_partner"], []).append(f"State Partnership Program {pair}")
    for state, pairs in notes.items():
        guard = WrittenOrganisation(
            name=f"{state} National Guard",
            kind=OrganisationKind.ARMED_SERVICE,
            nation_code="US",
            note="\n".join(pairs),
        )
        add_organisation(guard, viewer=office.users[Role.COUNTRY_DESK].as_viewer)
