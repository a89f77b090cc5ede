"""The list of people, declared once: no contact channel, no needs."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.choices import Marking
from planner.participants.filtering import PersonFilter
from planner.participants.models import Person
from planner.terms.models import ArmedService, Rank
from planner.terms.queries import term_label
from planner.web.lists.columns import ListColumn, RowList
from planner.web.nationnames import nation_name


def also_called(person: Person, _about: Any) -> str:
    """Return the name in its own script, and that somebody is invented."""
    sample = _("sample person") if person.is_sample else ""
    return " ".join(filter(None, (person.name_native, sample)))


def organisation(person: Person, _about: Any) -> str | None:
    """Return the name of the organisation."""
    return person.organisation.name if person.organisation else None


def rank(person: Person, _about: Any) -> str:
    """Return the rank by its row's name, else as it was typed."""
    return term_label(Rank, person.rank_code) or person.rank


def service(person: Person, _about: Any = None) -> str:
    """Return the armed service by its row's name, else as it was typed."""
    return term_label(ArmedService, person.armed_service_code) or person.armed_service


PEOPLE = RowList(
    "people",
    _l("People"),
    (
        ListColumn("name", _l("Name"), "name", detail=also_called),
        ListColumn("rank", _l("Rank"), rank),
        ListColumn("service", _l("Service"), service, where="file"),
        ListColumn("nation", _l("Nation"), lambda row, _: nation_name(row.nation_code)),
        ListColumn("organisation", _l("Organisation"), organisation),
        ListColumn("post", _l("Post"), "post"),
    ),
    address=lambda person: url_for("people.show", person_id=person.id),
    marking=lambda _rows: Marking.OFFICIAL.label,
    endpoint="people.index",
    narrowed_by=PersonFilter,
)
