"""Fields of people typed into an event’s form."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from planner.events.plan.fields import chosen_or_none, line_of, stripped, up_to
from planner.participants.double_forms import AnswerField
from planner.shapes.event_parts import Newcomer
from planner.terms.fields import SuggestField
from planner.terms.models import Rank
from planner.web.nation_box_fields import NationBoxField
from planner.web.shape_flags import flags_of

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
