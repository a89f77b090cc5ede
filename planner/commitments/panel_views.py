"""What this room shows on the pages of nations, organisations, people and events."""

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext as _

from planner.clock import today
from planner.commitments.columns import BETWEEN_US
from planner.commitments.lines import PromiseLine
from planner.commitments.models import Commitment
from planner.commitments.promised_queries import PROMISED
from planner.commitments.queries import (
    around_person,
    of_nation,
    open_promises,
    own_rows,
    promises_of_event,
)
from planner.events.hanging import is_anywhere, may_have
from planner.events.models import Event
from planner.participants.models import Person
from planner.partners.models import Nation, Organisation
from planner.shapes.document import Onward, Section
from planner.web.access import viewer
from planner.web.markings import note_markings
from planner.web.panels import Sections, panel

is_anywhere("commitments", Commitment.__table__)


def section(rows: Sequence[PromiseLine], **asked: object) -> Section:
    """Return the open commitments of a page; `asked` fills the form of a new one."""
    note_markings(rows)
    href = url_for("commitments.index", nation=asked["nation"]) if "nation" in asked else ""
    step = Onward(_("Note a commitment"), url_for("commitments.new", **asked), is_step=True)  # type: ignore[arg-type]
    return Section(
        _("Commitments"),
        tables=(BETWEEN_US.page(rows, today()),),
        onward=(step,) if viewer().may("report") else (),
        href=href,
        absent=_("Nothing is open between us beside what is owed after events."),
    )


@panel("nation", order=42)
def nation_panel(nation: Nation) -> Sections | None:
    """Say what is open between a nation and us, both ways; follow-ups stand above it."""
    if nation.is_own or not viewer().works_with([nation.code]):
        return None
    return [section(open_promises(own_rows(), of_nation(nation.code)), nation=nation.code)]


@panel("organisation", order=42)
def organisation_panel(organisation: Organisation) -> Sections | None:
    """Say what is open between an organisation and us."""
    if not viewer().works_with([organisation.nation_code]):
        return None
    is_theirs = PROMISED.organisation_id == organisation.id
    return [section(open_promises(own_rows(), is_theirs), organisation=organisation.id)]


@panel("person", order=42)
def person_panel(person: Person) -> Sections:
    """Say what is open between a person, or their organisation, and us."""
    return [section(open_promises(own_rows(), around_person(person)), person=person.id)]


@panel("event", order=42)
def event_panel(event: Event) -> Sections | None:
    """Show what was promised at an event, both ways; nothing where nothing was."""
    if not may_have(event.id, "commitments"):
        return None
    rows = promises_of_event(event.id)
    return [section(rows, event=event.id)] if rows else None
