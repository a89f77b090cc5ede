"""The values of a proposed change in words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _

from planner.choices import PartnerRole
from planner.events.approval.material import DETAILS
from planner.events.page.parts import in_words
from planner.kinds.queries import kind_name
from planner.shapes.fields_by_family import every_field
from planner.web.day_words import day
from planner.web.nationnames import nation_name
from planner.web.number_words import number


def day_words(value: str) -> list[str]:
    """Return a kept day in words."""
    return [day(date.fromisoformat(value))]


def part_words(parts: Mapping[str, str]) -> list[str]:
    """Return the parts of nations in words."""
    return [f"{nation_name(code)}: {PartnerRole(role).label}" for code, role in parts.items()]


WORDS: Mapping[str, Any] = {
    "kind": lambda code: [kind_name(code)],
    "partner_codes": lambda codes: sorted(map(nation_name, codes)),
    "host_code": lambda code: [nation_name(code)],
    "lead_code": lambda code: [nation_name(code)],
    "parts": part_words,
    "places": lambda places: [place_words(place) for place in places],
    "starts_on": day_words,
    "ends_on": day_words,
    "start_time": lambda moment: [str(moment)[:5]],
    "end_time": lambda moment: [str(moment)[:5]],
}


def detail_words(name: str, value: Any) -> str:
    """Return a value of the kind's own field in words."""
    declared = every_field().get(name.removeprefix(DETAILS))
    return in_words(declared, value) if declared else str(value)


def place_words(place: Mapping[str, Any]) -> str:
    """Return a place as the event's page writes it."""
    nation = nation_name(place["nation_code"]) if place["nation_code"] else ""
    where = ", ".join(part for part in (place["town"], nation) if part)
    return f"{where} ({place['phase']})" if place["phase"] else where


def link_words(link: Mapping[str, Any], objectives: Mapping[int, str]) -> str:
    """Return a link to an objective: its name, weight, whether primary, the intended effect."""
    name = objectives.get(link["objective_id"], f"#{link['objective_id']}")
    parts = [_("weight %(weight)s", weight=number(link["weight"]))]
    parts += [_("primary")] if link["is_primary"] else []
    parts += [link["intended_effect"]] if link["intended_effect"] else []
    return f"{name} ({', '.join(parts)})"
