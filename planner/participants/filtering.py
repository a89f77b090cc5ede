"""What the list of people is narrowed to."""

from dataclasses import dataclass
from typing import ClassVar

from flask_babel import lazy_gettext as _l

from planner.participants.models import Person
from planner.partners.queries import nation_choices, organisation_choices
from planner.terms.filters import one_term
from planner.terms.models import ArmedService, Rank
from planner.web.lists.asking import one_nation, one_row
from planner.web.lists.filters import FilterPart, ListFilter, holds, matches


@dataclass(frozen=True)
class PersonFilter(ListFilter):
    """What the list of people is narrowed to."""

    parts: ClassVar = (
        FilterPart("q", _l("Name"), holds("person", Person.id, in_title=True)),
        FilterPart(
            "nation",
            _l("Nation"),
            matches(Person.nation_code, "nation"),
            one_nation(lambda viewer: nation_choices(viewer.nations), _l("Any nation")),
        ),
        FilterPart(
            "organisation",
            _l("Organisation"),
            matches(Person.organisation_id, "organisation"),
            one_row(lambda _viewer: organisation_choices(), _l("Any organisation")),
        ),
        FilterPart(
            "rank", _l("Rank"), matches(Person.rank_code, "rank"), one_term(Rank, _l("Any rank"))
        ),
        FilterPart(
            "service",
            _l("Service"),
            matches(Person.armed_service_code, "service"),
            one_term(ArmedService, _l("Any service")),
        ),
    )

    q: str = ""
    nation: str = ""
    organisation: int | None = None
    rank: str | None = None
    service: str | None = None
