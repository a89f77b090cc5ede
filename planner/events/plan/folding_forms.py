"""The rows of the event form: places, objectives, people, the kind's own fields.

They are flat fields (`place_0_town`, `objective_7_weight`), so that two people's changes are
compared cell by cell; here they fold into the parts of a plan.
"""

from collections.abc import Mapping
from typing import Any

from planner.events.plan.newcomer_rows import NewcomerRow
from planner.events.plan.row_names import DETAIL, LINK, LINK_PARTS, PLACE, as_json, is_newcomer
from planner.shapes.event_plan import EventFields, EventPlan
from planner.shapes.fields_by_family import Kind, all_fields, kind_fields
from planner.shapes.fields_for_all import COMMON_GOAL, LOOKED_AT
from planner.shapes.fields_for_all import FOR_ALL as FOR_EVERY_KIND
from planner.web.versioned_forms import VersionedForm


class FoldedRows(VersionedForm):
    """A form whose flat fields are rows of an event."""

    shape: type[EventFields] = EventPlan
    kind_shown: Kind
    objective_ids: tuple[int, ...] = ()
    left_over: Mapping[str, list[str]]

    @property
    def place_rows(self) -> list[tuple[Any, Any, Any]]:
        """Return the fields of each place: town, nation, phase."""
        return [
            tuple(self[f"{PLACE}{row}_{part}"] for part in ("town", "nation", "phase"))
            for row in range(self.place_count)
        ]

    @property
    def place_count(self) -> int:
        """Return how many rows for places there are."""
        return sum(name.startswith(PLACE) and name.endswith("_town") for name in self._fields)

    @property
    def newcomer_rows(self) -> list[NewcomerRow]:
        """Return the people typed in, the one still being typed last."""
        names = [name.removesuffix("_name") for name in self._fields if is_newcomer(name)]
        parts = ("rank", "name", "nation", "answer")
        rows = [NewcomerRow(*(self[f"{n}_{p}"] for p in (*parts, "drop"))) for n in names]
        return [*rows, NewcomerRow(*(self[f"new_{part}"] for part in parts))]

    @property
    def objective_rows(self) -> list[tuple[Any, Any, Any, Any]]:
        """Return the fields of each objective: tick, weight, primary, intended effect."""
        return [
            tuple(self[f"{LINK}{key}{part}"] for part in ("", "_weight", "_primary", "_effect"))
            for key in self.objective_ids
        ]

    @property
    def kind_rows(self) -> list[Any]:
        """Return the fields that only this kind has."""
        return [self[DETAIL + declared.name] for declared in kind_fields(self.kind_shown)]

    @property
    def common_rows(self) -> list[Any]:
        """Return the declared fields that events of every kind have, but those shown elsewhere."""
        names = [one.name for one in FOR_EVERY_KIND if one.name not in (LOOKED_AT, COMMON_GOAL)]
        return [self[DETAIL + name] for name in names]

    @property
    def common_goal(self) -> Any:
        """Return the field for the goal of both, beside what each side gains."""
        return self[DETAIL + COMMON_GOAL]

    @property
    def looked_at(self) -> Any:
        """Return the tick that words which ask for a higher marking were looked at."""
        return self[DETAIL + LOOKED_AT]

    @property
    def values(self) -> dict[str, Any]:
        """Return the shape's values: the rows folded into places, links and details."""
        flat = super().values
        found = {name: value for name, value in flat.items() if name in self.shape.model_fields}
        if "cleared" in self.shape.model_fields:
            found["cleared"] = list(self.left_over)
        return found | {
            "places": self.planned_places(),
            "links": self.planned_links(),
            "details": self.detail_values(),
            "newcomers": [row.written for row in self.newcomer_rows if row.is_wanted],
        }

    def planned_places(self) -> list[dict[str, Any]]:
        """Return the places typed in, as `PlannedPlace` takes them."""
        return [
            {"town": town.data, "nation_code": nation.data, "phase": phase.data}
            for town, nation, phase in self.place_rows
        ]

    @property
    def ticked(self) -> list[int]:
        """Return the keys of the objectives ticked."""
        return sorted(key for key in self.objective_ids if self[f"{LINK}{key}"].data)

    def planned_links(self) -> list[dict[str, Any]]:
        """Return the objectives ticked, as `PlannedLink` takes them."""
        return [
            {
                "objective_id": key,
                "weight": self[f"{LINK}{key}_weight"].data,
                "is_primary": bool(self[f"{LINK}{key}_primary"].data),
                "intended_effect": self[f"{LINK}{key}_effect"].data,
            }
            for key in self.ticked
        ]

    def field_at(self, path: str) -> Any:
        """Return the field of a part of the plan, its rows among them."""
        part, number, name = (*path.split("."), "", "")[:3]
        if part == "places":
            return self._fields.get(f"{PLACE}{number}_{name.removesuffix('_code')}")
        if part == "links":
            return self._fields.get(f"{LINK}{self.ticked[int(number)]}{LINK_PARTS.get(name, '')}")
        if part == "newcomers":
            wanted = [row for row in self.newcomer_rows if row.is_wanted]
            return wanted[int(number)].field_at(name)
        return super().field_at(DETAIL + number if part == "details" else path)

    def detail_values(self) -> dict[str, Any]:
        """Return the kind's own values as JSON can keep them."""
        return {
            declared.name: as_json(self[DETAIL + declared.name].data)
            for declared in all_fields(self.kind_shown)
        }
