"""The lists of the room: nations, organisations, institutions, programmes, each declared once."""

from collections.abc import Mapping
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.partners.contacts import LastContact
from planner.partners.filtering import NationFilter
from planner.partners.models import Nation
from planner.presenters.cell import Cell
from planner.web.day_words import day
from planner.web.lists.columns import ListColumn, RowList
from planner.web.nationnames import nation_name

Met = Mapping[str, LastContact]


def last_met(met: LastContact) -> Cell:
    """Return the last day of the last contact, and what is known of it where that is no day."""
    return Cell(met.last_on, detail=known_of(met))


def known_of(met: LastContact) -> str:
    """Return the days between which a contact lay; empty where the day is known."""
    if met.first_on is None or met.last_on is None:
        return ""
    return between(met.first_on, met.last_on)


def between(first: date, last: date) -> str:
    """Return the days between which something lay that is known no better."""
    return str(_("between %(first)s and %(last)s", first=day(first), last=day(last)))


def met_on(nation: Nation, met: Met) -> date | None:
    """Return the last day of the last contact."""
    return met[nation.code].last_on if nation.code in met else None


def met_between(nation: Nation, met: Met) -> str:
    """Return what is known of the last contact where that is no day."""
    return known_of(met[nation.code]) if nation.code in met else ""


NATIONS = RowList(
    "nations",
    _l("Nations"),
    (
        ListColumn(
            "name",
            _l("Nation"),
            lambda row, _met: nation_name(row.code),
            detail=lambda row, _met: _("Own nation") if row.is_own else "",
        ),
        ListColumn("code", _l("Code"), "code"),
        ListColumn("tier", _l("Tier"), lambda row, _met: row.tier.value if row.tier else None),
        ListColumn("desk", _l("Desk"), "desk"),
        ListColumn("met", _l("Last contact"), met_on, "day", detail=met_between),
    ),
    address=lambda nation: url_for("nations.show", code=nation.code),
    endpoint="nations.index",
    narrowed_by=NationFilter,
)
"""It is told about the last contact with each nation."""
