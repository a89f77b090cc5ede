"""How a list's filter asks for rows of a reference table: all of them, retired ones too."""

from planner.terms.grouping import by_group, group_of
from planner.terms.models import Term
from planner.terms.queries import term_label, term_labels, terms
from planner.web.fields import ChoicesField, OneChoiceField
from planner.web.lists.asking import ANY, Asking, many, one


def several_terms(kind: type[Term]) -> Asking:
    """Return the choice of several rows."""
    return Asking(
        many(lambda code: terms(kind)[code].code),
        ChoicesField,
        lambda _viewer: by_group(kind, term_labels(kind)),
        lambda code: term_label(kind, code),
        group_of=lambda code: group_of(kind, code),
    )


def one_term(kind: type[Term], empty: object = ANY) -> Asking:
    """Return the choice of one row."""
    return Asking(
        one(lambda code: terms(kind)[code].code),
        OneChoiceField,
        lambda _viewer: by_group(kind, term_labels(kind)),
        lambda code: term_label(kind, code),
        empty,
        group_of=lambda code: group_of(kind, code),
    )
