"""A proposed change as a reader sees it: each field before and after, in words."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from flask_babel import gettext as _

from planner.choices import DatePrecision, EventState, Marking, Modality
from planner.events.approval.change_words import WORDS, detail_words, link_words
from planner.events.approval.material import DETAILS, in_order, label_of
from planner.events.approval.models import ProposedChange
from planner.events.approval.queries import objective_names
from planner.events.models import Event
from planner.events.release.together import release_words
from planner.foureyes import has_written
from planner.terms.models import TransitionReason
from planner.terms.queries import term_label
from planner.viewers import Viewer
from planner.web.day_words import event_period
from planner.web.number_words import NONE, money

LABELS: Mapping[str, Any] = {
    "date_precision": DatePrecision,
    "modality": Modality,
    "marking": Marking,
}


class ChangeRow(NamedTuple):
    """One field of a proposed change: its label and what it says before and after, by lines."""

    label: str
    before: list[str]
    after: list[str]


def change_rows(proposal: ProposedChange) -> list[ChangeRow]:
    """Return what is asked for, then the fields of a change in the order of declaration."""
    return [*wish_rows(proposal), *field_rows(proposal)]


def wish_rows(proposal: ProposedChange) -> list[ChangeRow]:
    """Return the state that is asked for, the reason, and the days that would be lost."""
    if proposal.wish is None:
        return []
    reason = term_label(TransitionReason, proposal.reason_code)
    rows = [
        ChangeRow(_("State"), [str(EventState.APPROVED.label)], [str(proposal.wish.label)]),
        ChangeRow(_("Reason"), [NONE], [reason or NONE]),
    ]
    if proposal.wish is EventState.POSTPONED and "starts_on" not in proposal.changes:
        old = event_period(proposal.event)
        rows.append(ChangeRow(_("When"), [old], [_("Not set yet")]))
    return rows


def title_of(proposal: ProposedChange) -> str:
    """Return what a proposal is called where it waits, or was declined."""
    asked = {
        EventState.POSTPONED: (
            _("A postponement waits for an approver"),
            _("The postponement was declined"),
        ),
        EventState.CANCELLED: (
            _("A cancellation waits for an approver"),
            _("The cancellation was declined"),
        ),
    }
    usual = (_("A change waits for an approver"), _("The last proposed change was declined"))
    waits, declined = asked.get(proposal.wish, usual) if proposal.wish else usual
    return str(waits if proposal.is_open else declined)


def field_rows(proposal: ProposedChange) -> list[ChangeRow]:
    """Return the fields of a proposed change in the order of their declaration."""
    changes = proposal.changes
    objectives = objective_names(objectives_in(changes.get("links", ())))
    rows = [
        ChangeRow(label_of(name), *(lines(name, part, objectives) for part in changes[name]))
        for name in in_order(changes)
    ]
    if "planned_cost" not in changes:
        return rows
    currencies = changes.get("currency") or [proposal.event.currency] * 2
    both = [cost_words(*pair) for pair in zip(changes["planned_cost"], currencies, strict=True)]
    cost = label_of("planned_cost")
    return [ChangeRow(cost, *both) if row.label == cost else row for row in rows]


def cost_words(cost: str | None, currency: str) -> list[str]:
    """Return an amount with its currency."""
    return [money(Decimal(cost), currency)] if cost is not None else [NONE]


def objectives_in(pair: Any) -> set[int]:
    """Return the keys of the objectives that either side names."""
    return {link["objective_id"] for side in pair for link in side or ()}


def lines(name: str, value: Any, objectives: Mapping[int, str]) -> list[str]:
    """Return one side of a changed field in words, a line for each part."""
    if name == "releasable_to":
        return [release_words(value or [])]
    if value in (None, "", [], {}):
        return [NONE]
    if name == "links":
        return [link_words(one, objectives) for one in value if one["objective_id"] in objectives]
    if name in LABELS:
        return [str(LABELS[name](value).label)]
    if name.startswith(DETAILS):
        return [detail_words(name, value)]
    return WORDS[name](value) if name in WORDS else [str(value)]


def proposal_context(
    proposal: ProposedChange | None, event: Event, viewer: Viewer
) -> dict[str, Any] | None:
    """Return what the event's page shows of its latest proposal; None when there is nothing.

    A declined one is shown to those who plan, until there is another; others are over.
    """
    if proposal is None or not (proposal.is_open or is_news(proposal, viewer)):
        return None
    is_writer = viewer.user_id in proposal.writer_ids
    is_decider = proposal.is_open and viewer.may("approve")
    return {
        "proposal": proposal,
        "rows": change_rows(proposal),
        "title": title_of(proposal),
        "is_writer": is_writer and proposal.is_open,
        "may_agree": is_decider and not (is_writer or has_written(event, viewer.user_id)),
        "may_decline": is_decider,
    }


def marking_of(event: Event, change: dict[str, Any] | None) -> Marking:
    """Return the marking of a page that shows an event and, it may be, a proposal on it."""
    return (
        max(event.marking, change["proposal"].marking or event.marking) if change else event.marking
    )


def is_news(proposal: ProposedChange, viewer: Viewer) -> bool:
    """Say whether a settled proposal tells somebody what to do next."""
    return proposal.state.value == "declined" and viewer.may("plan")
