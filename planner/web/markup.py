"""Pieces of HTML for what no macro draws, each for its reason; everything else is a macro's.

Rows of the event list: fifty of them cost several times as much when a template draws each cell
(`run.sh bench` measures it), so they are put together in one join from patterns with places for
values (`%(name)s`). Numbers inside a sentence, words found inside a text: the text is taken
apart in Python, and put together again there. Hidden fields: every form has them, and forms are
objects; their controls too, eighty on the form of an event (`web/controls.py`). The matrix of
coverage (`reports/coverage/matrix.py`): thousands of cells, of these pieces for speed too. A page
of the past: whatever drew its links, they open nothing there (`unopened`). No other file
holds HTML, or says of a text that it is some (a house rule).

Pieces take text that is escaped already, or escape it themselves where they say so.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from markupsafe import Markup, escape


def element(name: str, inner: str, **attributes: str) -> str:
    """Return an element around escaped text; `css` is its class, empty attributes stay out."""
    written = "".join(
        f' {"class" if key == "css" else key.replace("_", "-")}="{value}"'
        for key, value in attributes.items()
        if value
    )
    return f"<{name}{written}>{inner}</{name}>"


def attributes(given: Mapping[str, Any]) -> str:
    """Return attributes as WTForms writes them, escaped here: of True the name, of False none."""
    return in_order({name: given[name] for name in sorted(given)})


def in_order(given: Mapping[str, Any]) -> str:
    """Return attributes in the order given, escaped here."""
    found = []
    for name, value in given.items():
        if value is True:
            found.append(f" {name}")
        elif value is not False:
            found.append(f' {name}="{escape(value)}"')
    return "".join(found)


def void(name: str, given: Mapping[str, Any]) -> Markup:
    """Return an element that holds nothing."""
    return Markup(f"<{name}{attributes(given)}>")  # noqa: S704 - values are escaped above


def around(name: str, given: Mapping[str, Any], inner: str) -> Markup:
    """Return an element around escaped text."""
    return Markup(f"<{name}{attributes(given)}>{inner}</{name}>")  # noqa: S704 - as above


def anchor(href: str, words: object) -> str:
    """Return words as a link, both escaped here; where it leads nowhere, the words alone."""
    shown = escape(words)
    return f'<a href="{escape(href)}">{shown}</a>' if href else str(shown)


def tick_box(name: str, value: str, labelled_by: str, ticked: str) -> str:
    """Return a box to tick, named by another element; `ticked` is “ checked” or nothing."""
    return (
        f'<input type="checkbox" name="{name}" value="{value}" aria-labelledby="{labelled_by}"'
        f"{ticked}>"
    )


BETWEEN = "\0"
"""Stands between texts that are escaped together; no text that was cleaned has it."""


def escaped(texts: Sequence[str]) -> list[str]:
    """Return many texts escaped, in one go."""
    found = str(escape(BETWEEN.join(texts))).split(BETWEEN)
    return found if len(found) == len(texts) else [str(escape(text)) for text in texts]


def pick(label: Mapping[str, Any], box: Mapping[str, Any], words: object) -> str:
    """Return a box or dial beside its words, all escaped here."""
    inner = f"<input{in_order(box)}> <span>{escape(words)}</span>"
    return f'<label class="pick"{in_order(label)}>{inner}</label>'


def joined(rows: Iterable[str]) -> Markup:
    """Return rows made of these pieces, or drawn by templates, as HTML."""
    return Markup("".join(rows))  # noqa: S704 - the pieces are escaped where they are made


def marked(parts: Iterable[tuple[str, bool]]) -> Markup:
    """Return a text from its parts, escaped here, those that were found marked."""
    return joined(
        element("mark", escape(text)) if is_found else escape(text) for text, is_found in parts
    )


@lru_cache(maxsize=512)
def options(choices: tuple[tuple[str, str, str | None], ...], chosen: str) -> Markup:
    """Return the options of a select, by value, words and the group where they stand in one.

    They are kept, because they are the same on every page.
    """
    return joined(
        in_group(group, joined(option(value, words, chosen) for value, words, _group in members))
        for group, members in groupby(choices, itemgetter(2))
    )


def option(value: str, words: str, chosen: str) -> Markup:
    """Return one option, both escaped here."""
    return around("option", {"value": value, "selected": value == chosen}, escape(words))


def in_group(group: str | None, drawn: Markup) -> Markup:
    """Return options in their group; without one as they are."""
    return drawn if group is None else around("optgroup", {"label": group}, drawn)


@lru_cache(maxsize=64)
def suggestions(named: tuple[tuple[str, str], ...]) -> Markup:
    """Return what a list of suggestions holds: each text with what it is found by; kept too."""
    return Markup("").join(
        Markup('<option value="{}">{}</option>').format(text, others) for text, others in named
    )


def hidden_fields(pairs: Sequence[tuple[str, str]]) -> Markup:
    """Return fields that a form sends without showing them."""
    return joined(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in pairs
    )


STEP = re.compile(
    r"<a\b[^>]*\bclass=\"[^\"]*\b(?:todo-action|button)\b[^\"]*\"[^>]*>.*?</a>"
    r"|<form\b[^>]*\bmethod=\"post\".*?</form>",
    re.S,
)
"""What takes a step: that is taken in the present."""
TAG = re.compile(r"<(/?)(a|svg)\b([^>]*)>")
ATTRIBUTE = re.compile(r"\s(class|title|href)=\"([^\"]*)\"")


def unopened(found: Markup) -> Markup:
    """Return markup with the words of its links and no steps; places on the page still open."""
    written = TAG.sub(Unlinked().tag, STEP.sub("", str(found)))
    return Markup(written)  # noqa: S704 - what was markup stays markup: tags alone change


class Unlinked:
    """Puts an element that opens nothing in place of each link, in text and in drawings."""

    def __init__(self) -> None:
        self.drawings = 0
        self.ends: list[str] = []
        """How each link that is open ends; nothing where it stays a link."""

    def tag(self, found: re.Match[str]) -> str:
        """Return what stands in place of a tag."""
        is_end, name, attributes = found.groups()
        if name == "svg":
            self.drawings += 0 if attributes.endswith("/") else -1 if is_end else 1
            return found[0]
        if is_end:
            return (self.ends.pop() if self.ends else "") or found[0]
        given = dict(ATTRIBUTE.findall(attributes))
        if given.pop("href", "").startswith(("#", "?")):
            self.ends.append("")
            return found[0]
        given["css"] = given.pop("class", "")
        start, end = element("g" if self.drawings else "span", HOLE, **given).split(HOLE)
        self.ends.append(end)
        return start


HOLE = "\0"
"""Stands where the words of a link go; no text that anybody types has it."""
