"""What this room shows on the pages of nations and events, and says when an event is saved."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from planner.choices import WayKind
from planner.events.hanging import is_anywhere, may_have
from planner.events.models import Event
from planner.events.plan.saved_notes import saved_note
from planner.events.plan.so_far import PlanSoFar
from planner.partners.models import Nation
from planner.shapes.document import Onward, Section
from planner.viewers import Viewer
from planner.ways.days import NEAR, SensitiveDay, near
from planner.ways.models import Way
from planner.ways.planned import has_exact_days, has_travellers, is_planned, nations_met
from planner.ways.queries import ways_of
from planner.ways.words import day_told, nearness, notes_of_ways
from planner.web.access import viewer
from planner.web.markings import note_markings
from planner.web.nationnames import nation_name, own_codes
from planner.web.panels import Sections, panel

Shown = tuple[str, dict[str, Any]] | None
ANYWHERE = "ways_anywhere"
is_anywhere(ANYWHERE, Way.__table__)
TOLD_EARLY = (WayKind.ADDRESS, WayKind.RED_LINE)
"""What whoever plans with a nation is told of at once."""


def may_add(who: Viewer, nation: Nation) -> bool:
    """Say whether a viewer keeps what is known of a nation."""
    return who.may("edit_partners") and (nation.is_own or who.works_with([nation.code]))


@panel("nation", order=10)
def nation_panel(nation: Nation) -> Sections:
    """Say what the office knows of how a nation lives and meets."""
    ways = list(ways_of([nation.code]))
    note_markings(ways)
    page = url_for("ways.of_nation", code=nation.code)
    onward = [Onward(_("Brief for travellers"), page, is_step=True)] if ways else []
    if may_add(viewer(), nation):
        added = url_for("ways.new", code=nation.code)
        onward.append(Onward(_("Add a note"), added, is_step=True))
    return [
        Section(
            _("Customs and courtesies"),
            notes=notes_of_ways(ways),
            onward=tuple(onward),
            href=page,
            absent=_("Nothing is noted yet."),
        )
    ]


@panel("event", order=35)
def event_panel(event: Event) -> Shown:
    """Say what matters of the ways of host and partners while an event is planned."""
    if not is_planned(event):
        return None
    codes = nations_met(event)
    ways = ways_of(codes | own_codes()) if may_have(event.id, ANYWHERE) else ()
    days, early = days_near(event, ways), told_early(ways, codes)
    travels = has_travellers(event)
    if not days and not early and not travels:
        return None
    note_markings([*(one.way for one in days), *(way for _code, told in early for way in told)])
    known = sorted({way.nation_code for way in ways} & codes, key=nation_name)
    shown = {"event": event, "days": days, "early": early, "known": known, "travels": travels}
    return "ways/_event.html", shown | {"nearness": nearness}


def days_near(event: Event, ways: Sequence[Way]) -> list[SensitiveDay]:
    """Return the days of nations that fall into an event or near it.

    Of an event of which only the month is known, those that fall into the month.
    """
    if event.starts_on is None or event.ends_on is None:
        return []
    return near(ways, event.starts_on, event.ends_on, NEAR if has_exact_days(event) else 0)


def told_early(ways: Sequence[Way], codes: frozenset[str]) -> list[tuple[str, list[Way]]]:
    """Return red lines and forms of address by nation, in the order of the nations’ names."""
    found: dict[str, list[Way]] = {}
    for way in ways:
        if way.nation_code in codes and way.kind in TOLD_EARLY:
            found.setdefault(way.nation_code, []).append(way)
    return sorted(found.items(), key=lambda pair: nation_name(pair[0]))


@panel("event_form", order=40)
def form_panel(plan: PlanSoFar) -> Shown:
    """Lead from the form of an event to what is known of its nations, and name their red lines."""
    if not plan.is_told or (plan.event and not is_planned(plan.event)):
        return None
    codes = plan.nations - own_codes()
    ways = ways_of(codes | own_codes()) if codes else ()
    early = told_early(ways, codes)
    days = days_near(plan.event, ways) if plan.event else []
    known = sorted({way.nation_code for way in ways} & codes, key=nation_name)
    if not days and not known:
        return None
    note_markings([*(one.way for one in days), *(way for _code, told in early for way in told)])
    return "ways/_in_form.html", {
        "days": days,
        "early": early,
        "known": known,
        "nearness": nearness,
    }


@saved_note
def warn_of_days(event: Event) -> str:
    """Return the warning of the days of host and partners near a plan; empty without any."""
    if not is_planned(event):
        return ""
    found = days_near(event, ways_of(nations_met(event) | own_codes()))
    if not found:
        return ""
    days = "; ".join(day_told(one) for one in found)
    return str(_("Days to mind near this event: %(days)s.", days=days))
