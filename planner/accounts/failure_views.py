"""Failed sign-ins, told to administrators: on the users' pages and on their desk."""

from dataclasses import dataclass
from typing import Any

from flask import current_app, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from planner.accounts.brake_queries import brakes_of_name
from planner.accounts.brakes import hashed_name
from planner.accounts.failure_queries import Failures, failures_by_name
from planner.accounts.models import BrakeKind, User
from planner.accounts.queries import names_by_email
from planner.web.access import viewer
from planner.web.day_words import moment
from planner.web.panels import panel


@dataclass(frozen=True)
class Failed:
    """The failed sign-ins of one user, as their page tells of them."""

    words: str
    addresses: list[str]


def failure_lines() -> list[dict[str, Any]]:
    """Return a line for each user whose sign-in failed so often that somebody has to wait.

    Failures with names that nobody has stand in one line together.
    """
    fewest = int(current_app.config["RAPPORT_SIGN_IN_TRIES"])
    found = failures_by_name(fewest=fewest)
    if not found:
        return []
    key = current_app.config["SECRET_KEY"]
    known = {hashed_name(user.email, key): user for user in names_by_email()}
    lines = [line_of(one, known[one.name_hash]) for one in found if one.name_hash in known]
    strangers = [one for one in found if one.name_hash not in known]
    return [*lines, stranger_line(strangers)] if strangers else lines


def line_of(one: Failures, user: Any) -> dict[str, Any]:
    """Return the line of one user."""
    return {
        "text": words_of(one, user.name),
        "href": url_for("users.edit", user_id=user.id),
        "detail": _("last %(moment)s", moment=moment(one.last_at)),
        "kind": "soon",
    }


def words_of(one: Failures, name: str) -> str:
    """Return how often a sign-in failed, from how many addresses, since when."""
    return str(
        _(
            "%(tries)s for %(name)s from %(addresses)s since %(moment)s",
            tries=ngettext("%(num)d failed sign-in", "%(num)d failed sign-ins", one.tries),
            name=name,
            addresses=ngettext("%(num)d address", "%(num)d addresses", one.addresses),
            moment=moment(one.since),
        )
    )


def stranger_line(found: list[Failures]) -> dict[str, Any]:
    """Return the line of names that nobody has; what was typed is not kept, nor shown."""
    return {
        "text": _(
            "%(tries)d failed sign-ins with names that nobody here has",
            tries=sum(one.tries for one in found),
        ),
        "detail": _("since %(moment)s", moment=moment(min(one.since for one in found))),
    }


def failed_of(user: User) -> Failed | None:
    """Return the failed sign-ins of a user; None when there were none."""
    name_hash = hashed_name(user.email, current_app.config["SECRET_KEY"])
    brakes = [b for b in brakes_of_name(name_hash) if b.kind is not BrakeKind.NAME and b.failures]
    if not brakes:
        return None
    one = Failures(
        name_hash,
        sum(brake.failures for brake in brakes),
        len({brake.address for brake in brakes}),
        min(brake.first_at for brake in brakes),
        max(brake.last_at for brake in brakes),
    )
    known = _("a browser that this user has signed in with")
    places = [b.address if b.kind is BrakeKind.PAIR else known for b in brakes[:20]]
    return Failed(words_of(one, user.name), [str(place) for place in places])


@panel("desk", order=10)
def on_the_desk(_subject: object) -> tuple[str, dict[str, Any]] | None:
    """Tell an administrator of failed sign-ins on their desk."""
    if not viewer().may("administer"):
        return None
    lines = failure_lines()
    return ("users/_failures.html", {"failures": lines}) if lines else None
