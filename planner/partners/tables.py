"""The room's lists as tables."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.partners.contacts import LastContact
from planner.partners.labels import level_label, service_label
from planner.partners.models import Institution, Nation, Programme
from planner.partners.organisation_queries import Branch
from planner.presenters.table import Cell, Column, Table
from planner.web.filters import day
from planner.web.nationnames import nation_name

NATION_COLUMNS = (
    Column(_l("Nation")),
    Column(_l("Code")),
    Column(_l("Tier")),
    Column(_l("Desk")),
    Column(_l("Last contact"), "day"),
)


def last_met(met: LastContact) -> Cell:
    """Return the last day of the last contact, and what is known of it where that is no day."""
    if met.first_on is None or met.last_on is None:
        return Cell(met.last_on)
    return Cell(met.last_on, detail=between(met.first_on, met.last_on))


def between(first: date, last: date) -> str:
    """Return the days between which something lay that is known no better."""
    return str(_("between %(first)s and %(last)s", first=day(first), last=day(last)))


def nation_table(
    nations: Sequence[Nation], met: Mapping[str, LastContact], *, as_of: datetime | None = None
) -> Table:
    """Return nations with tier, desk and last contact."""
    rows = [
        (
            Cell(
                nation_name(nation.code),
                url_for("nations.show", code=nation.code),
                detail=_("Own nation") if nation.is_own else "",
            ),
            nation.code,
            nation.tier.value if nation.tier else None,
            nation.desk,
            last_met(met[nation.code]) if nation.code in met else None,
        )
        for nation in nations
    ]
    return Table(_("Nations"), NATION_COLUMNS, rows, as_of=as_of)


INSTITUTION_COLUMNS = (
    Column(_l("Institution")),
    Column(_l("Nation")),
    Column(_l("Town")),
    Column(_l("Level")),
    Column(_l("Service")),
)


def institution_table(
    institutions: Sequence[Institution], *, as_of: datetime | None = None
) -> Table:
    """Return institutions with where they are and whom they teach."""
    rows = [
        (
            Cell(row.name, url_for("institutions.show", institution_id=row.id)),
            nation_name(row.nation_code) if row.nation_code else _("International"),
            row.town,
            level_label(row.level),
            service_label(row.armed_service),
        )
        for row in institutions
    ]
    return Table(_("Institutions"), INSTITUTION_COLUMNS, rows, as_of=as_of)


ORGANISATION_COLUMNS = (
    Column(_l("Organisation")),
    Column(_l("Short name")),
    Column(_l("Kind")),
    Column(_l("Nation")),
    Column(_l("Part of")),
    Column(_l("Town")),
)


def organisation_table(branches: Sequence[Branch], *, as_of: datetime | None = None) -> Table:
    """Return organisations with their kind, their nation and what they are part of."""
    rows = [
        (
            Cell(row.name, url_for("organisations.show", organisation_id=row.id)),
            row.short_name,
            row.kind.label,
            nation_name(row.nation_code) if row.nation_code else _("International"),
            " › ".join(branch.above),
            row.town,
        )
        for branch in branches
        for row in [branch.organisation]
    ]
    return Table(_("Organisations"), ORGANISATION_COLUMNS, rows, as_of=as_of)


PROGRAMME_COLUMNS = (
    Column(_l("Programme")),
    Column(_l("What it is")),
    Column(_l("Kind of its events")),
    Column(_l("Lead nation")),
    Column(_l("Years")),
)


def programme_table(programmes: Sequence[Programme], *, as_of: datetime | None = None) -> Table:
    """Return programmes with their kind, lead and years."""
    rows = [
        (
            Cell(row.name, url_for("programmes.show", programme_id=row.id)),
            row.kind.label,
            row.main_kind.label if row.main_kind else None,
            nation_name(row.lead_code) if row.lead_code else None,
            years(row),
        )
        for row in programmes
    ]
    return Table(_("Programmes"), PROGRAMME_COLUMNS, rows, as_of=as_of)


def years(programme: Programme) -> str:
    """Return “1995–2019”, “since 1995” or nothing."""
    if programme.started_year and programme.ended_year:
        return f"{programme.started_year}–{programme.ended_year}"
    if programme.started_year:
        return str(_("since %(year)s", year=programme.started_year))
    return str(_("until %(year)s", year=programme.ended_year)) if programme.ended_year else ""
