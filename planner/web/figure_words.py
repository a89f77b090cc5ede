"""How a page writes a figure: its n, its sentence with links, its place in a strip."""

from flask import Flask
from markupsafe import Markup

from planner.shapes.figure import Figure, Sentence
from planner.web.cells import cell, sentence
from planner.web.markup import anchor, joined


def n_words(found: Figure) -> str:
    """Return n for files and other plain text; “3 of 4” of a rate."""
    return sentence(found.n.words) if found.n else ""


def linked(found: Sentence | None) -> Markup:
    """Return a sentence for a page, each number opening its rows."""
    return joined([sentence(found, anchor)] if found else [])


def n_linked(found: Figure) -> Markup:
    """Return n for a page."""
    return linked(found.n.words if found.n else None)


def strip(found: Figure) -> tuple[object, str, Markup, str]:
    """Return a figure as the strip above a page wants it: label, value, n, rows."""
    return (found.label, cell(found), n_linked(found), found.rows)


def init_cells(app: Flask) -> None:
    """Register the filters under their names in templates."""
    app.jinja_env.filters.update(
        cell=cell, sentence=sentence, linked=linked, n_linked=n_linked, strip_item=strip
    )
