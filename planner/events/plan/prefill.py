"""What the event form is filled in with: an event's own values, or proposals for a new one."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask_babel import gettext as _

from planner.choices import Family, Marking
from planner.events.approval.amendments import after_of
from planner.events.approval.material import DETAILS
from planner.events.approval.models import ProposedChange
from planner.events.models import Event
from planner.events.plan.clearing_fields import as_clearing
from planner.events.plan.kind_forms import from_json, ticked_defaults
from planner.events.plan.money import currency_of
from planner.events.plan.quick_actions import weighed
from planner.events.plan.row_names import DETAIL, LINK, PLACE
from planner.events.plan.writing import COLUMNS, stored_rows
from planner.kinds.queries import (
    kind_names,
    kind_of,
    kinds_offered,
    known_kind,
    usual_kind,
    usual_links,
)
from planner.objectives.models import Objective
from planner.officetime import office_zone
from planner.shapes.event_parts import PlannedLink
from planner.shapes.kinds import all_fields, every_field
from planner.text import reading
from planner.viewers import Viewer
from planner.web.reader import Reader


def plan_shown(event: Event, proposal: ProposedChange | None = None) -> dict[str, Any]:
    """Return an event's plan by name of field, as an open proposal would have it.

    What the proposal clears because of a new kind stays among the details: the form shows it.
    """
    found = {name: getattr(event, name) for name in COLUMNS} | stored_rows(event)
    found["details"], cleared = dict(event.details), []
    proposed = after_of(proposal.changes if proposal else {})
    known = {one.name for one in all_fields(kind_of(proposed.get("kind") or event.kind))}
    for name, value in proposed.items():
        if not name.startswith(DETAILS):
            found[name] = value
        elif (key := name.removeprefix(DETAILS)) in known:
            found["details"][key] = value
        else:
            cleared.append(key)
    return found | {"clearing": as_clearing(cleared)}


def filled_from(event: Event, plan: Mapping[str, Any]) -> dict[str, Any]:
    """Return the form's data for an event that is there; its plan as `plan_shown` gives it."""
    return filled_with(plan) | {"version": event.version}


def filled_with(plan: Mapping[str, Any]) -> dict[str, Any]:
    """Return the form's data for a plan: columns, rows and details by name."""
    data: dict[str, Any] = {name: plan.get(name) for name in COLUMNS}
    data |= ticked_defaults(plan["links"])
    data |= {"partner_codes": plan["partner_codes"], "clearing": plan.get("clearing", "")}
    for number, place in enumerate(plan["places"]):
        data |= {
            f"{PLACE}{number}_town": place.town,
            f"{PLACE}{number}_nation": place.nation_code,
            f"{PLACE}{number}_phase": place.phase,
        }
    for declared in every_field().values():
        value = plan["details"].get(declared.name)
        data[DETAIL + declared.name] = from_json(declared, value)
    return data


@dataclass(frozen=True)
class EventWish:
    """What a link such as “plan an event for this gap” asks a new event to be."""

    kind: str | None = None
    nations: tuple[str, ...] = ()
    objective_ids: tuple[int, ...] = ()
    programme_id: int | None = None
    starts_on: date | None = None
    year: int | None = None
    problems: tuple[str, ...] = field(default=(), compare=False)

    @classmethod
    def from_args(cls, args: Any) -> "EventWish":
        """Return the wish that a URL's query holds; `problems` name what cannot be read."""
        read = Reader(args)
        return cls(
            kind=read.one("kind", known_kind),
            nations=read.nations("nation"),
            objective_ids=read.many("objective", reading.row_id),
            programme_id=read.one("programme", reading.row_id),
            starts_on=read.one("from", reading.day),
            year=read.one("year", reading.year),
            problems=tuple(read.problems),
        )

    def left_out(self, nations: Container[str], objective_ids: Container[int]) -> list[str]:
        """Return sentences about what was asked for and is not offered, or could not be read."""
        unknown = [code for code in self.nations if code not in nations]
        unknown += [str(key) for key in self.objective_ids if key not in objective_ids]
        sentences = (
            _("“%(value)s” is not known here, so it was left out.", value=value)
            for value in unknown
        )
        return [*self.problems, *sentences]

    def kind_or_fitting(self, objectives: Sequence[Objective]) -> str:
        """Return the kind asked for, else the one that serves the objectives best."""
        codes = {one.code for one in objectives if one.id in self.objective_ids}
        if self.kind or not codes:
            return self.kind or usual_kind(Family.EXERCISE)
        offered = [usual_kind(Family.EXERCISE), *(kind.code for kind in kinds_offered())]
        return max(offered, key=lambda kind: sum(usual_links(kind).get(c, 0) for c in codes))


def proposed(
    wish: EventWish,
    kind: str,
    objectives: Sequence[Objective],
    viewer: Viewer,
    own: str | None,
) -> dict[str, Any]:
    """Return the form's data for a new event of a kind."""
    nations = [*wish.nations, *([own] if own else [])]
    data: dict[str, Any] = {
        "kind": kind,
        "version": 0,
        "owner_id": viewer.user_id,
        "marking": min(Marking.OFFICIAL, viewer.ceiling),
        "zone": office_zone().key,
        "partner_codes": nations,
        "releasable_to": [own] if own else [],
        "programme_id": wish.programme_id,
        "currency": currency_of(own),
        "travel_days_before": 0,
        "travel_days_after": 0,
        "proposed_for": kind,
    }
    data |= proposed_days(wish)
    return data | ticked_defaults(proposed_links(kind, objectives, wish.objective_ids))


def proposed_days(wish: EventWish) -> dict[str, Any]:
    """Return the first day asked for, or the year as a whole."""
    if wish.starts_on:
        return {"starts_on": wish.starts_on, "ends_on": wish.starts_on}
    if wish.year:
        whole = (date(wish.year, 1, 1), date(wish.year, 12, 31))
        return {"starts_on": whole[0], "ends_on": whole[1], "date_precision": "year"}
    return {}


def proposed_links(
    kind: str, objectives: Iterable[Objective], wanted: Iterable[int] = ()
) -> list[PlannedLink]:
    """Return the links that the kind proposes; objectives asked for come first and primary."""
    codes, asked = usual_links(kind), set(wanted)
    links = weighed(kind, [one for one in objectives if one.code in codes or one.id in asked])
    if not asked:
        return links
    return [link.but(is_primary=link.objective_id in asked) for link in links]


def propose_anew(form: Any, kind: str, objectives: Sequence[Objective]) -> None:
    """Tick the objectives of a newly chosen kind, unless somebody changed the earlier proposal."""
    before = form.proposed_for.data
    if before == kind or before not in kind_names():
        return
    earlier = {link.objective_id for link in proposed_links(before, objectives)}
    ticked = {key for key in form.objective_ids if form[f"{LINK}{key}"].data}
    refill(form, {"proposed_for": kind})
    if ticked == earlier:
        none = {f"{LINK}{one.id}{part}": None for one in objectives for part in LINK_PARTS}
        refill(form, none | ticked_defaults(proposed_links(kind, objectives)))


LINK_PARTS = ("", "_weight", "_primary", "_effect")


def refill(form: Any, data: Mapping[str, Any]) -> None:
    """Put values into fields of a form in place of what was sent."""
    for name, value in data.items():
        if name in form:
            form[name].raw_data = None
            form[name].process(None, value)
