"""The answer to “Is this the same person?”, asked where somebody on record may be meant."""

from planner.shapes.base import Shape
from planner.shapes.values import Key


class SamePerson(Shape):
    """What the reader said: it is a person on record, or none of those asked about."""

    same_as: Key | None = None
    apart: frozenset[Key] = frozenset()


UNASKED = SamePerson()
