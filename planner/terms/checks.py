"""What an action asks of a code: that its row is there, and offered or had already."""

from flask_babel import gettext as _

from planner.shapes.base import Misfit
from planner.terms.models import Term
from planner.terms.queries import terms


def check_term(kind: type[Term], code: str | None, field: str, *had: str | None) -> None:
    """Raise Misfit, on the field, for a code that no row has or whose row is retired.

    `had` are the codes that the row at hand has already: those stay, whatever became of them.
    """
    if code is None or code in had:
        return
    found = terms(kind).get(code)
    if found is None:
        raise Misfit({field: _("Choose one of what is offered.")})
    if not found.is_offered:
        raise Misfit({field: _("“%(name)s” is no longer used. Choose another.", name=found.label)})
