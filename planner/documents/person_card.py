"""“Tomorrow I meet”: one page on somebody, as a document: who, last talk, promises, what next."""

from dataclasses import replace
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.choices import Marking, PromisedBy
from planner.commitments.columns import PROMISED_BY_THEM, PROMISED_BY_US
from planner.commitments.queries import around_person, of_side, open_promises
from planner.documents.papers import listed
from planner.documents.person_card_queries import met_last_at, met_next_at
from planner.events.page.columns import MEETINGS
from planner.outcomes.columns import FOLLOW_UPS
from planner.outcomes.promise_queries import owed_around
from planner.outcomes.told import marking_of
from planner.participants.columns import rank, service
from planner.participants.models import Person
from planner.shapes.document import Document, Fact, Note
from planner.web.access import viewer
from planner.web.nationnames import nation_name

LAST = MEETINGS.picking(_l("Last met at"), "title", "kind", "first")
NEXT = MEETINGS.picking(_l("Next events together"), "title", "kind", "first", "state")
OWED = replace(
    FOLLOW_UPS.picking(_l("Owed after events together"), "what", "due", "owner"),
    notes=lambda _rows: (),
)


def card_of(person: Person, today: date) -> tuple[Document, Marking]:
    """Return the card of somebody, and its marking: at least that of the list of people.

    Promises are those with the person and with their organisation, of either side.
    """
    around = around_person(person)
    ours, theirs = (
        open_promises(around, of_side(side)) for side in (PromisedBy.OURS, PromisedBy.THEIRS)
    )
    shown = {one.key for one in ours if one.source == "follow_up"}
    owed = [one for one in owed_around(person) if one.id not in shown]
    last, ahead = met_last_at(person.id), met_next_at(person.id, today)
    sections = (
        listed(LAST, last, absent=_("No event together is on record.")),
        listed(PROMISED_BY_US, ours, today, _("Nothing that we promised is still owed.")),
        listed(PROMISED_BY_THEM, theirs, today, _("Nothing that was promised us is open.")),
        listed(OWED, owed, today),
        listed(NEXT, ahead, absent=_("No event together is planned.")),
    )
    markings = [one.marking for one in (*last, *ahead)]
    markings += [one.marking for one in (*ours, *theirs)] + [marking_of(one) for one in owed]
    marking = max([Marking.OFFICIAL, *markings])
    kept = tuple(one for one in sections if not one.is_empty or one.absent)
    title = _("Meeting %(name)s", name=person.full_name)
    whole = Document(title, marking.label, who(person), notes=needs(person), sections=kept)
    return whole, marking


def who(person: Person) -> tuple[Fact, ...]:
    """Return how somebody is addressed, where they stand, and what they speak."""
    organisation = person.organisation
    return (
        Fact(_("Name"), person.name),
        Fact(_("Name in native script"), person.name_native),
        Fact(_("Rank"), rank(person, None)),
        Fact(_("Service"), service(person)),
        Fact(
            _("Nation"),
            nation_name(person.nation_code),
            url_for("nations.show", code=person.nation_code),
        ),
        Fact(_("Post"), person.post),
        Fact(
            _("Organisation"),
            organisation.name if organisation else None,
            url_for("organisations.show", organisation_id=organisation.id) if organisation else "",
        ),
        Fact(_("Languages"), person.languages),
        Fact(_("Tour ends on"), person.tour_ends_on),
    )


def needs(person: Person) -> tuple[Note, ...]:
    """Return special needs, with the person's consent and for those who keep records alone."""
    if not (person.has_consent and person.special_needs and viewer().may("edit_people")):
        return ()
    return (Note(_("Special needs"), person.special_needs),)
