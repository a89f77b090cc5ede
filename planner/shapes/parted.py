"""Values and targets with parts as they are typed: one part a line, with its number."""

from typing import Annotated

from pydantic import Field

from planner.shapes.indicator import WrittenTarget, WrittenValue
from planner.shapes.lines import Note
from planner.shapes.values import LONGEST_TEXT


class PartedValue(WrittenValue):
    """A count with its parts: a line such as “France 12” for each."""

    parts_nation: Note = ""
    parts_armed_service: Note = ""
    parts_rank_band: Note = ""
    parts_sex: Note = ""


class PartedTarget(WrittenTarget):
    """The value wanted, and what is wanted of its parts."""

    parts_nation: Note = ""
    parts_armed_service: Note = ""
    parts_rank_band: Note = ""
    parts_sex: Note = ""


class RestoredTarget(WrittenTarget):
    """A removed target that is brought back with its parts."""

    parts: Annotated[str, Field(max_length=LONGEST_TEXT)] = ""
