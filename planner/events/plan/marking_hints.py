"""Words that hint at intelligence cooperation, until somebody looked at them."""

from planner.choices import Marking
from planner.events.plan.marking_rules import Told
from planner.kinds.queries import kind_of
from planner.shapes.fields_by_family import kind_fields
from planner.shapes.fields_for_all import LOOKED_AT
from planner.shapes.kind_fields import FieldType
from planner.text.marking_words import word_in

LEAST_OF_WORDS = Marking.OFFICIAL_SENSITIVE
WORDS = (FieldType.LINE, FieldType.TEXT)


def hint_in(told: Told) -> str:
    """Return the first word that hints at intelligence cooperation, unless somebody looked."""
    details = told["details"] or {}
    if details.get(LOOKED_AT) or told["kind"] is None:
        return ""
    declared = [one.name for one in kind_fields(kind_of(told["kind"])) if one.type in WORDS]
    return word_in([told["title"], told["summary"], *(details.get(name) for name in declared)])
