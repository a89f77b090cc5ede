"""What events show on the pages of programmes, nations and people."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from planner.clock import today
from planner.events.page.columns import AGREEMENTS, AHEAD, PAST
from planner.events.page.edition_timeline import edition_timeline
from planner.events.queries import agreements_with, attendances_of, editions, events_with
from planner.participants.models import Person
from planner.partners.catalogue_columns import FRAMEWORKS
from planner.partners.catalogue_queries import frameworks_with
from planner.partners.models import Nation, Programme
from planner.shapes.document import Onward, Section
from planner.web.access import viewer
from planner.web.markings import note_markings
from planner.web.panels import Sections, panel

Shown = tuple[str, dict[str, Any]] | None


@panel("programme", order=20)
def programme_panel(programme: Programme) -> Shown:
    """Show a programme's editions, the latest first, and the button for the next one."""
    found = editions(programme.id)
    note_markings(found)
    latest = next((event for event in found if event.sort_on.year < 9999), None)
    return "events/_editions.html", {
        "events": found,
        "latest": latest,
        "timeline": edition_timeline(found, today()),
        "programme": programme,
    }


@panel("nation", order=20)
def nation_panel(nation: Nation) -> Sections:
    """Say what is coming up with a nation and what was last."""
    ahead, past = events_with(nation.code, today())
    note_markings([*ahead, *past])
    whole = url_for("events.index", nation=nation.code)
    onward = [Onward(_("All events"), whole, is_step=True)]
    if viewer().may("plan") and not nation.is_own:
        planned = url_for("events.new", nation=nation.code)
        onward.append(Onward(_("Plan an event"), planned, is_step=True))
    return [
        Section(
            _("Events"),
            tables=(AHEAD.page(ahead), PAST.page(past)),
            onward=tuple(onward),
            href=whole,
            absent=_("There has been no event yet."),
        )
    ]


@panel("nation", order=30)
def agreements_of_nation(nation: Nation) -> Sections | None:
    """Say which agreements there are with a nation, and the frameworks that it is part of."""
    if nation.is_own:
        return None
    found = agreements_with(nation.code)
    note_markings(found)
    both = (AGREEMENTS.page(found), FRAMEWORKS.page(frameworks_with(nation.code)))
    return [
        Section(
            _("Agreements"),
            tables=tuple(one for one in both if one.rows),
            href=url_for("programmes.index", nation=nation.code),
            absent=_("No agreement is on record."),
        )
    ]


@panel("person", order=20)
def person_panel(person: Person) -> Shown:
    """Show every event of a person, with their role in it."""
    found = attendances_of(person.id)
    note_markings(row.event for row in found)
    return "events/_of_person.html", {"attendances": found}
