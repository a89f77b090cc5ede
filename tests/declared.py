"""The shipped kinds as the declaration of fields asks for them, without a database."""

from planner.reference.shipped_kinds import SHIPPED_KINDS
from planner.shapes.fields_by_family import Kind

DECLARED = {
    one.code: Kind(one.code, one.traits["family"], one.traits["asks"]) for one in SHIPPED_KINDS
}
"""Code to kind."""
