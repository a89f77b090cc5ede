"""People typed into an event's form: their fields, what is wrong with them, what they say."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from planner.events.plan.fields import chosen_or_none, one_line
from planner.events.plan.rows import Newcomer
from planner.participants.double_forms import AnswerField
from planner.participants.double_queries import Typed
from planner.web.nation_fields import NationSelectField

NEW = "newcomer_"
NEW_AT_MOST = 30


def newcomer_fields(row: int) -> dict[str, Any]:
    """Return the fields of one person's row."""
    return {
        f"{NEW}{row}_rank": one_line(_l("Rank"), 60),
        f"{NEW}{row}_name": one_line(_l("Name")),
        f"{NEW}{row}_nation": NationSelectField(_l("Nation"), coerce=chosen_or_none),
        f"{NEW}{row}_answer": AnswerField(_l("Is this the same person?")),
        f"{NEW}{row}_drop": BooleanField(_l("Leave out")),
    }


@dataclass(frozen=True)
class NewcomerRow:
    """The fields of one person who is saved with the event."""

    rank: Any
    name: Any
    nation: Any
    answer: Any
    drop: Any = None

    @property
    def is_typed(self) -> bool:
        """Say whether anything stands in the row."""
        return bool(self.rank.data or self.name.data or self.nation.data)

    @property
    def is_wanted(self) -> bool:
        """Say whether the person is to be saved."""
        return self.is_typed and not (self.drop and self.drop.data)

    @property
    def typed(self) -> Typed:
        """Return what tells who the person is."""
        return Typed(self.name.data or "", self.nation.data or "")

    @property
    def entry(self) -> Newcomer:
        """Return the row as the action wants it."""
        return Newcomer(
            name=self.name.data or "",
            nation_code=self.nation.data or "",
            rank=self.rank.data or "",
            answer=self.answer.data,
        )

    def is_whole(self) -> bool:
        """Say whether a name and a nation are there; put a sentence beside what is not."""
        if not self.name.data:
            self.name.errors = [*self.name.errors, _("Enter the person’s name.")]
        if not self.nation.data:
            self.nation.errors = [*self.nation.errors, _("Choose the person’s nation.")]
        return bool(self.name.data and self.nation.data)
