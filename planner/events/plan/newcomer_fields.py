"""People typed into an event's form: their fields, what is wrong with them, what they say."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from planner.events.plan.fields import chosen_or_none, line_of, stripped, up_to
from planner.participants.double_forms import AnswerField
from planner.participants.double_queries import Typed
from planner.shapes.base import ask_of
from planner.shapes.event_parts import Newcomer
from planner.terms.fields import SuggestField
from planner.terms.models import Rank
from planner.web.nation_fields import NationBoxField
from planner.web.shaped import flags_of

NEW = "newcomer_"
NEW_AT_MOST = 30


def rank_field() -> SuggestField:
    """Return the field for somebody's rank, as they write it."""
    limit = flags_of(Newcomer, "rank")["maxlength"]
    return SuggestField(_l("Rank"), Rank, up_to(limit), filters=[stripped])


def newcomer_fields(row: int) -> dict[str, Any]:
    """Return the fields of one person's row."""
    return {
        f"{NEW}{row}_rank": rank_field(),
        f"{NEW}{row}_name": line_of(Newcomer, "name", _l("Name")),
        f"{NEW}{row}_nation": NationBoxField(_l("Nation"), coerce=chosen_or_none),
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
    def written(self) -> dict[str, Any]:
        """Return the row as `Newcomer` takes it."""
        return {
            "name": self.name.data,
            "nation_code": self.nation.data,
            "rank": self.rank.data,
            "answer": self.answer.data,
        }

    def field_at(self, name: str) -> Any:
        """Return the field of a part of the person."""
        return getattr(self, name.removesuffix("_code"), self.name)

    def is_whole(self) -> bool:
        """Say whether a name and a nation are there; put a sentence beside what is not."""
        for field, name in ((self.name, "name"), (self.nation, "nation_code")):
            if not field.data:
                field.errors = [*field.errors, str(ask_of(Newcomer, name))]
        return bool(self.name.data and self.nation.data)
