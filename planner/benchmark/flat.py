"""A page as one flat template: markup as it stands, every value of it by an expression."""

import re
from collections.abc import Iterable
from html import unescape

VALUE = re.compile(r'(?<==")[^"]+(?=")|(?<=>)[^<]+(?=<)')
"""The value of an attribute, or the text between two tags."""


def flat(page: str, cells: Iterable[object]) -> tuple[str, tuple[str, ...]]:
    """Return the flat template of a page, and the words it is rendered with.

    Where the page has a value, the template has `cells[n]`, if the rows bring that value, else
    `words[n]`; both are escaped by Jinja. It has no macro, no include, no condition and no loop:
    no template that writes the same values has less to do.
    """
    known: dict[str, int] = {}
    for place, cell in enumerate(cells):
        known.setdefault(str(cell), place)
    words: dict[str, int] = {}

    def expression(found: re.Match[str]) -> str:
        """Return the expression for a value, with the space around it left as it stands."""
        core = found[0].strip()
        if not core:
            return found[0]
        value = unescape(core)
        if value in known:
            return found[0].replace(core, f"{{{{ cells[{known[value]}] }}}}")
        place = words.setdefault(value, len(words))
        return found[0].replace(core, f"{{{{ words[{place}] }}}}")

    return VALUE.sub(expression, page), tuple(words)
