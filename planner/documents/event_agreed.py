"""What is agreed of an event and by whom, what is not on record yet, and whom to ask."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.accounts.labels import owner_name
from planner.choices import CoordinationParty
from planner.documents.event_parts import nation_rows, rows_section
from planner.events.models import Coordination, Event
from planner.events.page.queries import EventPage
from planner.events.states.gates import agreements_open
from planner.shapes.document import Fact, Section
from planner.shapes.figure import Sentence
from planner.web.lists.columns import ListColumn, RowList
from planner.web.nationnames import nation_name


def whose(row: Coordination, _about: Any) -> str:
    """Return whose agreement it is: a nation’s, or that of a party at home."""
    if row.nation_code:
        return nation_name(row.nation_code)
    return str(CoordinationParty.choices().get(row.party, row.party))


AGREED = RowList(
    "agreed",
    _l("Coordination"),
    (
        ListColumn("whose", _l("Agreement of"), whose),
        ListColumn("day", _l("Agreed on"), "agreed_on", "day"),
        ListColumn("by", _l("Noted by"), lambda row, _about: owner_name(row.by)),
        ListColumn("note", _l("Note"), "note"),
    ),
)


def coordination(event: Event) -> Section:
    """Return the agreements on record, and in a sentence those that are not."""
    lacks = ", ".join(map(str, agreements_open(event)))
    told = (Sentence(_("Not on record yet: %(what)s."), {"what": lacks}),) if lacks else ()
    return Section(AGREED.title, tables=rows_section(AGREED, event.coordination).tables, told=told)


def contacts(page: EventPage) -> Section:
    """Return owner, author and the desks of the partner nations."""
    event, users = page.event, page.users
    owner, author = users.get(event.owner_id or 0), users.get(event.author_id or 0)
    desks = (
        Fact(_("Desk for %(nation)s", nation=nation_name(row.nation_code)), row.nation.desk)
        for row in nation_rows(event)
        if not row.nation.is_own
    )
    facts = (
        Fact(_("Owner"), owner),
        Fact(_("Written by"), author if event.author_id != event.owner_id else ""),
        *desks,
    )
    return Section(_("Points of contact"), facts=facts)
