"""The lists of organisations, institutions and programmes."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.kinds.queries import kind_name
from planner.partners.filtering import (
    InstitutionFilter,
    OrganisationFilter,
    ProgrammeFilter,
)
from planner.partners.labels import level_label
from planner.partners.models import Programme
from planner.terms.models import ArmedService
from planner.terms.queries import term_label
from planner.web.lists.columns import ListColumn, RowList
from planner.web.nationnames import nation_name


def of_nation(row: Any, _about: Any) -> str:
    """Return the nation of a row; one of none is international."""
    return nation_name(row.nation_code) if row.nation_code else _("International")


INSTITUTIONS = RowList(
    "institutions",
    _l("Institutions"),
    (
        ListColumn("name", _l("Institution"), "name"),
        ListColumn("nation", _l("Nation"), of_nation),
        ListColumn("town", _l("Town"), "town"),
        ListColumn("level", _l("Level"), lambda row, _: level_label(row.level)),
        ListColumn(
            "service", _l("Service"), lambda row, _: term_label(ArmedService, row.armed_service)
        ),
    ),
    address=lambda row: url_for("institutions.show", institution_id=row.id),
    endpoint="institutions.index",
    narrowed_by=InstitutionFilter,
)
ORGANISATIONS = RowList(
    "organisations",
    _l("Organisations"),
    (
        ListColumn("name", _l("Organisation"), "organisation.name"),
        ListColumn("short_name", _l("Short name"), "organisation.short_name"),
        ListColumn("kind", _l("Kind"), "organisation.kind.label"),
        ListColumn("nation", _l("Nation"), of_nation),
        ListColumn(
            "above", _l("Part of"), lambda branch, _: " › ".join(branch.above), where="file"
        ),
        ListColumn("town", _l("Town"), "organisation.town", where="file"),
    ),
    address=lambda b: url_for("organisations.show", organisation_id=b.organisation.id),
    endpoint="organisations.index",
    narrowed_by=OrganisationFilter,
)
"""Its page draws them as a tree, where the place says what one is part of."""


def years(programme: Programme, _about: Any = None) -> str:
    """Return “1995–2019”, “since 1995” or nothing."""
    if programme.started_year and programme.ended_year:
        return f"{programme.started_year}–{programme.ended_year}"
    if programme.started_year:
        return str(_("since %(year)s", year=programme.started_year))
    return str(_("until %(year)s", year=programme.ended_year)) if programme.ended_year else ""


def main_kind(programme: Programme, _about: Any) -> Any:
    """Return the kind that most of its events are of."""
    return kind_name(programme.main_kind) or None


def lead(programme: Programme, _about: Any) -> str | None:
    """Return the name of the nation that leads it."""
    return nation_name(programme.lead_code) if programme.lead_code else None


PROGRAMMES = RowList(
    "programmes",
    _l("Programmes"),
    (
        ListColumn("name", _l("Programme"), "name"),
        ListColumn("kind", _l("What it is"), "kind.label"),
        ListColumn("main_kind", _l("Kind of its events"), main_kind),
        ListColumn("lead", _l("Lead nation"), lead),
        ListColumn("years", _l("Years"), years),
    ),
    address=lambda row: url_for("programmes.show", programme_id=row.id),
    endpoint="programmes.index",
    narrowed_by=ProgrammeFilter,
)
FRAMEWORKS = PROGRAMMES.picking(_l("Frameworks"), "name", "years", "lead")
"""Those that are agreements: a part of a nation's page."""
