"""The agreements that were reached on the way: noted, withdrawn, brought back."""

from collections.abc import Iterable
from datetime import date

from flask_babel import gettext as _

from planner.choices import CoordinationParty
from planner.errors import RuleBroken
from planner.events.approval.amendments import proposed_partners
from planner.events.models import Coordination, Event
from planner.events.page.coordination import nations_agreed, nations_to_ask
from planner.events.states.steps import check_step
from planner.shapes.event_record import (
    KeptAgreement,
    NewAgreement,
)
from planner.viewers import Viewer
from planner.web.nationnames import nation_name


def note_agreement(
    event: Event, new: NewAgreement, *, viewer: Viewer, today: date
) -> list[Coordination]:
    """Note that nations, the agencies or the funding side agreed, on a day that has come.

    Each nation gets a coordination entry of its own; the only one still asked need not be named.
    Raises RuleBroken for a nation that does not take part, and for nations with another party.
    """
    check_step("coordination", event, viewer)
    if new.agreed_on > today:
        raise RuleBroken(_("The day of the agreement lies in the future. Note it on that day."))
    codes: list[str | None] = [None]
    if new.party is CoordinationParty.PARTNER:
        codes = list(nations_named(event, new.nation_codes, viewer))
    elif new.nation_codes:
        raise RuleBroken(
            _("Nations are ticked for “Partner nation” only. Choose it, or untick them.")
        )
    said = {"party": new.party, "agreed_on": new.agreed_on, "note": new.note}
    made = [Coordination(**said, nation_code=code, by_id=viewer.user_id) for code in codes]
    event.coordination.extend(made)
    return made


def nations_named(event: Event, codes: Iterable[str], viewer: Viewer) -> list[str]:
    """Return the nations that agreed; RuleBroken when none or a stranger is named."""
    asked = nations_to_ask(event, proposed_partners(event, viewer))
    open_ones = [code for code in asked if code not in nations_agreed(event)] or asked
    wanted = list(dict.fromkeys(codes)) or (open_ones if len(open_ones) == 1 else [])
    if not wanted:
        raise RuleBroken(
            _("Tick the nations that agreed: each of them has an entry of its own.")
            if asked
            else _("No partner nation takes part yet. Add it to the event first.")
        )
    if strange := [code for code in wanted if code not in asked]:
        names = ", ".join(map(nation_name, strange))
        raise RuleBroken(_("Not among the partner nations of this event: %(names)s.", names=names))
    return wanted


def withdraw_agreement(event: Event, agreement_id: int, *, viewer: Viewer) -> Event:
    """Take an agreement off the log again."""
    return withdraw_agreements(event, [agreement_id], viewer=viewer)


def withdraw_agreements(event: Event, agreement_ids: Iterable[int], *, viewer: Viewer) -> Event:
    """Take agreements off the log again."""
    check_step("coordination", event, viewer)
    gone = set(agreement_ids)
    event.coordination = [one for one in event.coordination if one.id not in gone]
    return event


def restore_agreement(event: Event, kept: KeptAgreement, *, viewer: Viewer) -> Event:
    """Put an agreement that was taken off back on the log, as it was."""
    check_step("coordination", event, viewer)
    event.coordination.append(Coordination(**kept.all_values()))
    return event
