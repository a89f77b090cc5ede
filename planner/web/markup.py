"""HTML in joined strings: the one place of it, for tables of so many cells that macros are slow.

A page of fifty events, and a matrix of objectives by nations with a link in every number, cost
several times as much when a template draws each cell (PERFORMANCE 4; `run.sh bench` measures
both). They are put together from these pieces, once a page or once a process where they hold
places for values (`%(name)s`). Everything else is drawn by a macro. Pieces take text that is
escaped already, or escape it themselves where they say so.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from markupsafe import Markup, escape


def element(name: str, inner: str, **attributes: str) -> str:
    """Return an element around escaped text; `css` is its class, empty attributes stay out."""
    written = "".join(
        f' {"class" if key == "css" else key.replace("_", "-")}="{value}"'
        for key, value in attributes.items()
        if value
    )
    return f"<{name}{written}>{inner}</{name}>"


def anchor(href: str, words: object) -> str:
    """Return a link; the address is escaped here."""
    return f'<a href="{escape(href)}">{words}</a>'


def tick_box(name: str, value: str, labelled_by: str, ticked: str) -> str:
    """Return a box to tick, named by another element; `ticked` is “ checked” or nothing."""
    return (
        f'<input type="checkbox" name="{name}" value="{value}" aria-labelledby="{labelled_by}"'
        f"{ticked}>"
    )


def joined(rows: Iterable[str]) -> Markup:
    """Return rows made of these pieces as HTML."""
    return Markup("".join(rows))  # noqa: S704 - the pieces are escaped where they are made


@lru_cache(maxsize=512)
def options(choices: tuple[tuple[str, str], ...], chosen: str) -> Markup:
    """Return the options of a select; kept, because they are the same on every page."""
    return Markup("").join(
        Markup('<option value="{}"{}>{}</option>').format(
            value, Markup(" selected") if value == chosen else "", label
        )
        for value, label in choices
    )


def hidden_fields(pairs: Sequence[tuple[str, str]]) -> Markup:
    """Return fields that a form sends without showing them."""
    field = Markup('<input type="hidden" name="{}" value="{}">')
    return Markup("").join(field.format(name, value) for name, value in pairs)
