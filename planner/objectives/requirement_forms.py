"""The grid of requirements as a form, and its filter."""

import json
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from wtforms import HiddenField

from planner.objectives.requirement_queries import CellKey, Grid
from planner.shapes.objective import MOST_WANTED, WrittenRequirements
from planner.text.reading import json_object
from planner.web.conflicts import Conflict
from planner.web.forms import PlannerForm
from planner.web.known_rows import no_row
from planner.web.nationnames import nation_name
from planner.web.number_fields import typed_whole

CELL = "n-"


def cell_name(objective_id: int, code: str) -> str:
    """Return the name of a cell's input."""
    return f"{CELL}{objective_id}-{code}"


class RequirementsForm(PlannerForm):
    """One number per objective and nation, saved together.

    It carries the numbers that the page was filled with. A cell that only somebody else
    changed is taken over; one that both changed is shown side by side to choose from.
    """

    shape = WrittenRequirements

    base = HiddenField()

    def __init__(
        self,
        *args: Any,
        grid: Grid,
        shown: Grid,
        typed: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        """Take the whole grid, the part of it that has inputs, and what was typed."""
        super().__init__(*args, **kwargs)
        self.grid, self.typed = grid, typed
        codes = {nation.code for nation in shown.nations}
        codes |= {name.rsplit("-", 1)[1] for name in typed if name.startswith(CELL)}
        self.nations = tuple(nation for nation in grid.nations if nation.code in codes)
        self.keys: dict[str, CellKey] = {}
        self.labels: dict[str, str] = {}
        for objective in grid.objectives:
            for nation in grid.nations:
                name = cell_name(objective.id, nation.code)
                self.keys[name] = (objective.id, nation.code)
                self.labels[name] = f"{objective.code}, {nation_name(nation.code)}"
        self.stored = {cell_name(*key): row.number for key, row in grid.cells.items()}
        self.shown: dict[str, str] = {name: str(number) for name, number in self.stored.items()}
        self.problems: dict[str, str] = {}
        self.changes: dict[CellKey, int] = {}
        if self.is_submitted():
            self.shown |= {name: typed[name].strip() for name in self.keys if name in typed}
        else:
            self.base.data = json.dumps(self.stored)

    @property
    def values(self) -> dict[str, Any]:
        """Return the cells to change."""
        numbers = [
            {"objective_id": objective_id, "nation_code": code, "number": number}
            for (objective_id, code), number in self.changes.items()
        ]
        return {"numbers": numbers}

    def validate(self, extra_validators: Any = None) -> bool:
        """Say whether every cell holds a whole number, naming each one that does not."""
        is_valid = bool(super().validate(extra_validators))
        for name in self.keys:
            if not is_number(self.shown.get(name, "")):
                words = _("Enter a whole number from 0 to %(most)s", most=MOST_WANTED)
                self.problems[name] = words
                self.form_errors.append(f"{self.labels[name]}: {words}")
        lost = {
            name.removeprefix(CELL)
            for name, number in self.typed.items()
            if name.startswith(CELL) and number.strip() and name not in self.keys
        }
        if lost:
            self.form_errors.append(no_row(lost))
        return is_valid and not self.problems and not lost

    def is_current(self) -> bool:
        """Find the cells to change; False when somebody else changed one of them too."""
        before = self.read_base()
        for name in self.keys:
            yours = typed_whole(self.shown.get(name, "")) or 0
            theirs, base = self.stored.get(name, 0), before.get(name, 0)
            if self.typed.get(f"keep-{name}") == "theirs" or yours == base:
                self.shown[name] = str(theirs or "")
            elif yours == theirs:
                continue
            elif theirs == base:
                self.changes[self.keys[name]] = yours
            else:
                row = Conflict(name, self.labels[name], str(theirs), str(yours))
                self.conflicts.append(row)
        if not self.conflicts:
            return True
        self.base.data = json.dumps(self.stored)
        self.form_errors.append(
            _("Somebody else changed some of these numbers. Choose which to keep.")
        )
        return False

    def read_base(self) -> dict[str, int]:
        """Return the numbers that the page was filled with; what is stored when unreadable."""
        found = json_object(self.base.data)
        if found is None or not all(type(number) is int for number in found.values()):
            return dict(self.stored)
        return found


def is_number(text: str) -> bool:
    """Say whether a cell's text is blank or a whole number in range."""
    number = typed_whole(text)
    return not text or (number is not None and 0 <= number <= MOST_WANTED)
