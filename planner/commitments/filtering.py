"""What the list of commitments is narrowed to, part by part."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, and_, or_, select

from planner.accounts.labels import named
from planner.accounts.models import User
from planner.choices import PromisedBy, PromiseStanding
from planner.commitments.promised_queries import PROMISED
from planner.commitments.standing import stands
from planner.db import db
from planner.partners.models import Organisation
from planner.partners.queries import partner_choices
from planner.text.textsearch import holding
from planner.web.lists.asking import DAY, one_code, several_codes, several_nations, several_rows
from planner.web.lists.filters import FilterPart, ListFilter, given, matches


def holds_words(wanted: Any, _about: Any) -> Sequence[ColumnElement[bool]]:
    """Return the condition that a promise holds the words looked for."""
    words = wanted.q.strip()
    if not words:
        return ()
    sources = (
        and_(PROMISED.source == kind, holding(kind, PROMISED.key, words))
        for kind in ("commitment", "follow_up")
    )
    return (or_(*sources),)


def in_standing(wanted: Any, today: date) -> Sequence[ColumnElement[bool]]:
    """Return the condition that a promise stands so today."""
    found = [stands(PROMISED, one, today) for one in wanted.standing]
    return (or_(*found),) if found else ()


@dataclass(frozen=True)
class CommitmentFilter(ListFilter):
    """Which promises are wanted; an empty part does not narrow. It is asked about a day."""

    parts: ClassVar = (
        FilterPart("q", _l("Text"), holds_words),
        FilterPart(
            "by",
            _l("Who promised"),
            given("promised_by", lambda side: PROMISED.promised_by == side.value),
            one_code(PromisedBy),
            "promised_by",
        ),
        FilterPart(
            "nation",
            _l("Nation"),
            matches(PROMISED.nation_code, "nation"),
            several_nations(partner_choices),
        ),
        FilterPart(
            "organisation",
            _l("Organisation"),
            matches(PROMISED.organisation_id, "organisation"),
            several_rows(lambda _: organisations_with_promises()),
        ),
        FilterPart("standing", _l("How it stands"), in_standing, several_codes(PromiseStanding)),
        FilterPart(
            "owner",
            _l("Owner"),
            matches(PROMISED.owner_id, "owner"),
            several_rows(lambda _: owners_of_promises()),
        ),
        FilterPart(
            "from",
            _l("Due from"),
            given("since", lambda day: PROMISED.due_on >= day),
            DAY,
            "since",
        ),
        FilterPart(
            "to", _l("Due until"), given("until", lambda day: PROMISED.due_on <= day), DAY, "until"
        ),
    )

    q: str = ""
    promised_by: PromisedBy | None = None
    nation: tuple[str, ...] = ()
    organisation: tuple[int, ...] = ()
    standing: tuple[PromiseStanding, ...] = ()
    owner: tuple[int, ...] = ()
    since: date | None = None
    until: date | None = None


def owners_of_promises() -> dict[str, str]:
    """Return the users who keep a visible promise in view, by name."""
    rows = db.session.execute(
        select(User.id, User.name, User.active)
        .where(User.id.in_(select(PROMISED.owner_id)))
        .order_by(User.name, User.id)
    )
    return {str(key): named(name, is_active) for key, name, is_active in rows}


def organisations_with_promises() -> dict[str, str]:
    """Return the organisations of visible promises, by name."""
    rows = db.session.execute(
        select(Organisation.id, Organisation.name)
        .where(Organisation.id.in_(select(PROMISED.organisation_id)))
        .order_by(Organisation.name, Organisation.id)
    )
    return {str(key): name for key, name in rows}
