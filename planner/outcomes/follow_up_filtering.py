"""What the list of follow-ups is narrowed to, part by part."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from planner.accounts.labels import named
from planner.accounts.models import User
from planner.choices import FollowUpState
from planner.db import db
from planner.outcomes.follow_up_conditions import TABS, concerns, in_tab, may_be_given
from planner.outcomes.models import FollowUp
from planner.partners.queries import partner_choices
from planner.web.lists.asking import (
    DAY,
    receiver,
    several_codes,
    several_nations,
    several_rows,
    tab_of,
)
from planner.web.lists.filters import FilterPart, ListFilter, given, holds, matches

ORDERS = {"-due": _l("Latest first")}


@dataclass(frozen=True)
class FollowUpFilter(ListFilter):
    """Which follow-ups are wanted, of one tab; an empty part does not narrow.

    Its conditions are asked about the viewer and the day.
    """

    parts: ClassVar = (
        FilterPart(
            "tab",
            _l("Whose follow-ups"),
            lambda w, about: (in_tab(w.tab, *about),),
            tab_of(TABS),
            has_chip=False,
        ),
        FilterPart("q", _l("Text"), holds("follow_up", FollowUp.id)),
        FilterPart(
            "nation", _l("Nation"), given("nation", concerns), several_nations(partner_choices)
        ),
        FilterPart(
            "owner",
            _l("Owner"),
            matches(FollowUp.owner_id, "owner"),
            several_rows(lambda _: owners_with_follow_ups()),
        ),
        FilterPart(
            "state", _l("State"), matches(FollowUp.state, "state"), several_codes(FollowUpState)
        ),
        FilterPart(
            "releasable",
            _l("Releasable to"),
            given("releasable", may_be_given),
            receiver(partner_choices),
        ),
        FilterPart(
            "from", _l("Due from"), given("since", lambda day: FollowUp.due_on >= day), DAY, "since"
        ),
        FilterPart(
            "to", _l("Due until"), given("until", lambda day: FollowUp.due_on <= day), DAY, "until"
        ),
        FilterPart("sort", _l("Order"), asking=tab_of(ORDERS), has_chip=False),
    )

    tab: str = "mine"
    q: str = ""
    nation: tuple[str, ...] = ()
    owner: tuple[int, ...] = ()
    state: tuple[FollowUpState, ...] = ()
    releasable: str = ""
    since: date | None = None
    until: date | None = None
    sort: str = ""


def owners_with_follow_ups() -> dict[str, str]:
    """Return the users who own a visible follow-up, by name."""
    owning = select(FollowUp.owner_id).where(FollowUp.owner_id.is_not(None))
    rows = db.session.execute(
        select(User.id, User.name, User.active).where(User.id.in_(owning)).order_by(User.name)
    )
    return {str(key): named(name, is_active) for key, name, is_active in rows}
