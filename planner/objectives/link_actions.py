"""Asking somebody outside for one value, taking it, and ending a link."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from secrets import token_urlsafe

from flask_babel import gettext as _

from planner.choices import LinkState
from planner.db import db
from planner.errors import NotAllowed, RuleBroken
from planner.objectives.actions import check_period
from planner.objectives.link_models import ValueLink
from planner.objectives.link_queries import hash_of
from planner.objectives.models import Indicator, IndicatorUpdate
from planner.objectives.outlier_words import question_outside
from planner.objectives.outliers import check_far
from planner.objectives.outside_release import why_not_outside
from planner.objectives.update_actions import write_update
from planner.shapes.value_link import AskedOutside, Giver
from planner.viewers import Viewer

TOKEN_BYTES = 24
"""192 random bits, as calendar addresses have."""


@dataclass(frozen=True)
class IssuedLink:
    """A link with its secret, which is shown once and never kept."""

    link: ValueLink
    token: str


def ask_outside(
    indicator: Indicator, asked: AskedOutside, *, viewer: Viewer, now: datetime, today: date
) -> IssuedLink:
    """Make a link by which somebody outside gives one value; NotAllowed says why it may not be."""
    viewer.require("report", _("Your role does not record values."))
    if why := why_not_outside(indicator):
        raise NotAllowed(why)
    check_period(asked.starts_on, asked.ends_on)
    if asked.starts_on > today:
        raise RuleBroken(_("These days have not begun. Ask for a period that has."))
    token = token_urlsafe(TOKEN_BYTES)
    link = ValueLink(
        indicator=indicator,
        asked_of=asked.asked_of,
        starts_on=asked.starts_on,
        ends_on=asked.ends_on,
        token_hash=hash_of(token),
        asked_by_id=viewer.user_id,
        created_at=now,
        expires_at=now + timedelta(days=asked.days),
    )
    db.session.add(link)
    db.session.flush()
    return IssuedLink(link, token)


def withdraw_link(link: ValueLink, *, viewer: Viewer, now: datetime) -> ValueLink:
    """End a link before it is used."""
    viewer.require("report", _("Your role does not record values."))
    if link.state(now) is LinkState.GIVEN:
        raise RuleBroken(_("A value was given by this link already. Look at the value instead."))
    if link.withdrawn_at is None:
        link.withdrawn_at = now
    return link


def why_closed(link: ValueLink, now: datetime) -> str:
    """Return in a sentence why a link takes no value now; empty when it does.

    It ends with the account, or the role, of whoever asked, when the indicator is out of their
    sight, and with the release.
    """
    state = link.state(now)
    if state is LinkState.GIVEN:
        return str(_("A value was given by this link. Thank you; nothing more is needed."))
    if state is LinkState.EXPIRED:
        return str(_("This link was good for a while and has expired."))
    asker = link.asked_by
    is_asked = asker.active and asker.as_viewer.may("report") and link.indicator is not None
    if state is LinkState.WITHDRAWN or not is_asked or why_not_outside(link.indicator):
        return str(_("The value is no longer asked for."))
    return ""


def give_value(link: ValueLink, given: Giver, *, now: datetime, today: date) -> IndicatorUpdate:
    """Record what somebody outside gave: one value, once, for somebody else to verify.

    Whoever asked counts as its writer, so that nobody verifies what they may have typed
    themselves; it is seen on the last day that was asked for, or today.
    """
    if why := why_closed(link, now):
        raise RuleBroken(why)
    update = IndicatorUpdate(author_id=None, writer_ids=[link.asked_by_id], created_at=now)
    link.given_at = now
    written = given.as_value(min(link.ends_on, today))
    update.is_confirmed = check_far(link.indicator, written, question_outside)
    update.giver_name, update.giver_organisation = given.giver_name, given.giver_organisation
    return write_update(update, link.indicator, written, today=today)
