"""What the lists of nations, organisations, institutions and programmes are narrowed to."""

from dataclasses import dataclass
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, String, cast, literal, or_

from planner.choices import OrganisationKind, ProgrammeKind
from planner.partners.labels import INSTITUTION_LEVELS
from planner.partners.models import Institution, Nation, Organisation, Programme
from planner.partners.organisation_queries import Branch
from planner.partners.queries import nation_choices
from planner.terms.filters import one_term
from planner.terms.models import ArmedService
from planner.text.folding import fits
from planner.web.lists.asking import one_code, one_nation, one_of, tab_of
from planner.web.lists.filters import FilterPart, ListFilter, given, holds, matches

ANY_NATION = one_nation(lambda _viewer: nation_choices(), _l("Any nation"))
ANY_KIND = _l("Any kind")


@dataclass(frozen=True)
class InstitutionFilter(ListFilter):
    """Which institutions are wanted; their kind is the level that they teach at."""

    parts: ClassVar = (
        FilterPart("q", _l("Text"), holds("institution", Institution.id)),
        FilterPart("nation", _l("Nation"), matches(Institution.nation_code, "nation"), ANY_NATION),
        FilterPart(
            "kind",
            _l("Level"),
            matches(Institution.level, "kind"),
            one_of(INSTITUTION_LEVELS, empty=ANY_KIND),
        ),
        FilterPart(
            "service",
            _l("Service"),
            matches(Institution.armed_service, "service"),
            one_term(ArmedService, _l("Any service")),
        ),
    )

    q: str = ""
    nation: str = ""
    kind: str = ""
    service: str | None = None


def leads_or_joins(nation: str) -> ColumnElement[bool]:
    """Return the condition that a programme is led by a nation, or that it takes part."""
    codes = literal(" ") + cast(Programme.partner_codes, String) + " "
    return or_(Programme.lead_code == nation, codes.contains(f" {nation} "))


@dataclass(frozen=True)
class ProgrammeFilter(ListFilter):
    """Which programmes are wanted."""

    parts: ClassVar = (
        FilterPart("q", _l("Text"), holds("programme", Programme.id)),
        FilterPart("nation", _l("Nation"), given("nation", leads_or_joins), ANY_NATION),
        FilterPart(
            "kind", _l("Kind"), matches(Programme.kind, "kind"), one_code(ProgrammeKind, ANY_KIND)
        ),
    )

    q: str = ""
    nation: str = ""
    kind: ProgrammeKind | None = None


def holds_words(wanted: Any, _about: Any, branch: Branch) -> bool:
    """Say whether an organisation's names or town hold the words looked for."""
    row = branch.organisation
    return fits(f"{row.name} {row.short_name} {row.town}", wanted.q.strip())


def is_of_kind(wanted: Any, _about: Any, branch: Branch) -> bool:
    """Say whether an organisation is of the kind wanted."""
    return wanted.kind in {None, branch.organisation.kind}


@dataclass(frozen=True)
class OrganisationFilter(ListFilter):
    """Which organisations are wanted: of a nation, and then by words and kind in its tree."""

    parts: ClassVar = (
        FilterPart("q", _l("Text"), fits=holds_words),
        FilterPart("nation", _l("Nation"), matches(Organisation.nation_code, "nation"), ANY_NATION),
        FilterPart(
            "kind", _l("Kind"), asking=one_code(OrganisationKind, ANY_KIND), fits=is_of_kind
        ),
    )

    q: str = ""
    nation: str = ""
    kind: OrganisationKind | None = None

    @property
    def has_gaps(self) -> bool:
        """Say whether some are left out between others above and below them."""
        return bool(self.q.strip() or self.kind)


def is_shown(wanted: Any, met: Any, nation: Nation) -> bool:
    """Say whether the list shows a nation: partners, our own, those met, or all that there are."""
    return wanted.show == "all" or nation.is_partner or nation.is_own or nation.code in met


@dataclass(frozen=True)
class NationFilter(ListFilter):
    """Which nations are wanted; it is asked about the last contacts."""

    parts: ClassVar = (
        FilterPart(
            "show",
            _l("Which nations"),
            asking=tab_of({"all": _l("All nations")}),
            has_chip=False,
            fits=is_shown,
        ),
    )

    show: str = ""
