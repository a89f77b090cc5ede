"""The room's lists as tables."""

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.choices import Marking
from planner.participants.models import Person
from planner.presenters.table import Cell, Column, Table
from planner.web.nationnames import nation_name

COLUMNS = (
    Column(_l("Name")),
    Column(_l("Rank")),
    Column(_l("Nation")),
    Column(_l("Organisation")),
    Column(_l("Post")),
)


def people_table(people: Sequence[Person]) -> Table:
    """Return people with rank, nation, organisation and post; no contact channel, no needs."""
    rows = [
        (
            Cell(
                person.name,
                url_for("people.show", person_id=person.id),
                detail=" ".join(
                    part
                    for part in (person.name_native, _("sample person") if person.is_sample else "")
                    if part
                ),
            ),
            person.rank,
            nation_name(person.nation_code),
            person.organisation.name if person.organisation else None,
            person.post,
        )
        for person in people
    ]
    return Table(_("People"), COLUMNS, rows, marking=Marking.OFFICIAL.label)
