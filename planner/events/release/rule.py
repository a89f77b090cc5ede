"""The rule of release: to which partner an event may go, and why not (docs/decisions)."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from planner.choices import Marking
from planner.errors import RuleBroken
from planner.events.choice_queries import own_code
from planner.events.models import Event
from planner.events.release.queries import ceilings
from planner.partners.names import by_name
from planner.partners.queries import nation_codes
from planner.viewers import Viewer
from planner.web.nationnames import nation_name, own_codes


@dataclass(frozen=True)
class Release:
    """Whether one event may go to one nation."""

    code: str
    is_named: bool
    marking: Marking
    ceiling: Marking

    @property
    def may_go(self) -> bool:
        """Say whether it may."""
        return self.is_named and self.marking <= self.ceiling

    @property
    def why_not(self) -> str:
        """Return everything that stands against it in one sentence; empty when it may go."""
        reasons = []
        if not self.is_named:
            reasons.append(_("not named in “Releasable to”"))
        if self.marking > self.ceiling:
            reasons.append(
                _(
                    "marked %(marking)s, and they may be given up to %(ceiling)s",
                    marking=self.marking.label,
                    ceiling=self.ceiling.label,
                )
            )
        return "; ".join(reasons)


def release_to(event: Event, code: str, found: Mapping[str, Marking]) -> Release:
    """Return whether an event may go to a nation, whose ceiling is among those found."""
    return Release(code, code in event.releasable_to, event.marking, found[code])


def releases(event: Event, usual: Marking | None = None) -> list[Release]:
    """Return the answer for every partner nation that takes part, hosts or is named, by name.

    `usual` is the office's usual ceiling, if it was read already.
    """
    known = {row.nation_code: row.nation.release_ceiling for row in event.partners}
    codes = known.keys() | {event.host_code, *event.releasable_to}
    wanted = {code for code in codes if code} - own_codes()
    found = ceilings(wanted, known, usual)
    return [release_to(event, code, found) for code in by_name(wanted) if code in found]


def check_partner(code: str, viewer: Viewer) -> str:
    """Return the code of a nation that files may be made for; RuleBroken for any other.

    Raises NotAllowed for a role that only reads: to hand a file out is work on events.
    """
    viewer.require("comment", _("Your role may not make files for partners."))
    if code not in nation_codes():
        raise RuleBroken(_("There is no nation with the code “%(code)s”.", code=code))
    if code == own_code():
        raise RuleBroken(
            _("%(nation)s is the own nation: take the usual file.", nation=nation_name(code))
        )
    return code


def check_release(event: Event, code: str, viewer: Viewer) -> Release:
    """Return the release of an event to a partner; RuleBroken says why it may not go."""
    found = release_to(event, check_partner(code, viewer), ceilings([code]))
    if not found.may_go:
        raise RuleBroken(
            _(
                "“%(title)s” may not go to %(nation)s: %(why)s.",
                title=event.title,
                nation=nation_name(code),
                why=found.why_not,
            )
        )
    return found
