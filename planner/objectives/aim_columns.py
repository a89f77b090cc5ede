"""The list of aims, declared once; an aim’s page lists its plans and objectives."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel import lazy_gettext as _l

from planner.objectives.aim_models import Aim
from planner.web.lists.columns import ListColumn, RowList


@dataclass(frozen=True)
class AimLine:
    """An aim with the number of plans that serve it."""

    aim: Aim
    plans: int


def aim_lines(aims: list[Aim], numbers: Mapping[int, int]) -> list[AimLine]:
    """Return a line for each aim."""
    return [AimLine(one, numbers.get(one.id, 0)) for one in aims]


AIMS = RowList(
    "aims",
    _l("Aims"),
    (
        ListColumn("name", _l("Aim"), "aim.name", width=44),
        ListColumn("agency", _l("Agency"), "aim.agency", width=30),
        ListColumn("plans", _l("Plans"), "plans", "number"),
        ListColumn("first", _l("First day"), "aim.starts_on", "day"),
        ListColumn("last", _l("Last day"), "aim.ends_on", "day"),
        ListColumn("retired", _l("Retired on"), "aim.retired_on", "day"),
        ListColumn("note", _l("Note"), "aim.note", width=60, where="file"),
    ),
    address=lambda row: url_for("aims.show", aim_id=row.aim.id),
    endpoint="aims.index",
)
"""Those in use first, by name."""
