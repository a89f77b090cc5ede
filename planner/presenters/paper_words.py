"""A document in plain words and lists, as the template of paper reads them: data, no markup."""

import re
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from planner.presenters.as_csv import Shown
from planner.presenters.cell import bare, detail_of, plain_text
from planner.presenters.paper import Paper, PlaceCard
from planner.presenters.slide_rows import looks_of
from planner.presenters.table import Table
from planner.shapes.document import Document, Fact, Note, Section, Tabled
from planner.shapes.figure import Label

LONGEST_WORD = 18
"""Letters of a word that is not broken; a longer one may break anywhere."""
WIDEST, NARROWEST = 42, 5
"""A column is as wide as its longest cell, within these numbers of letters."""
SHORT, ALL_SHORT = 14, 40
"""A column of so few letters never breaks, as long as all of such columns leave room."""
LINE, SMALL_LINE, LEAST_OF_WIDE = 100, 120, 18
"""Letters of a line, and of one that is written smaller; the widest columns keep so many."""
MAY_BREAK = "\u200b"
LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
LONG_NAME = re.compile(r"\S{36,}")
"""A name on a card is written smaller before it is broken."""


def payload_of(paper: Paper, shown: Shown) -> dict[str, Any]:
    """Return what the template writes: words, lists and numbers of letters."""
    told, words = paper.document, InWords(shown)
    return {
        "language": re.split("[-_]", paper.language)[0],
        "title": plain_text(told.title),
        "under": words.text(paper.under),
        "foot": words.text(paper.foot),
        "marking": words.text(told.marking),
        "page": _("Page %(page)s of %(pages)s", page="{page}", pages="{pages}"),
        "contents": _("Contents"),
        "is_one_page": paper.is_one_page,
        "sections": words.sections(told),
        "parts": [[words.text(one.title), words.sections(one)] for one in paper.parts],
        "beside": [words.section(one) for one in paper.beside],
        "sheets": [words.section(one) for one in paper.sheets],
        "cards": [words.card(one) for one in paper.cards],
        "missing": "",
    }


class InWords:
    """Parts of a document in words; `shown` writes a value as a page does."""

    def __init__(self, shown: Shown) -> None:
        """Keep how values are written."""
        self.shown = shown

    def text(self, found: Label) -> str:
        """Return words that can be written to any file and break where they are too long."""
        return LONG_WORD.sub(lambda word: MAY_BREAK.join(word.group()), plain_text(found))

    def value(self, found: object, kind: Any = "text") -> str:
        """Return a value in words."""
        return self.text(self.shown(bare(found), kind))

    def sections(self, told: Document) -> list[dict[str, Any]]:
        """Return what a document says itself, where it does, and its sections."""
        own = Section("", told.facts, told.tables, notes=told.notes)
        opening = [] if own.is_empty else [own]
        return [self.section(one) for one in (*opening, *told.sections)]

    def section(self, one: Section) -> dict[str, Any]:
        """Return a section."""
        verdict = one.verdict
        stands = [self.value(verdict.label), self.value(verdict.reason)] if verdict else []
        return {
            "title": self.text(one.title),
            "told": [self.value(said) for said in one.told],
            "facts": [self.fact(fact) for fact in one.facts if fact.is_known],
            "verdict": ": ".join(word for word in stands if word and word != "–"),
            "tables": [self.table(found) for found in one.tables if found.rows],
            "notes": [self.note(note) for note in one.notes if note.text],
            "absent": self.text(one.absent) if one.is_empty else "",
            "remarks": [self.text(remark) for remark in one.remarks],
        }

    def card(self, one: PlaceCard) -> list[str]:
        """Return name, name in its own script, and what stands below."""
        return [self.name(one.name), self.name(one.native), self.text(one.under)]

    def name(self, found: Label) -> str:
        """Return a name, which breaks only where no card could hold a word of it."""
        return LONG_NAME.sub(lambda word: MAY_BREAK.join(word.group()), plain_text(found))

    def fact(self, one: Fact) -> list[str]:
        """Return label, value and what it is of."""
        return [self.text(one.label), self.value(one.value), self.text(one.n)]

    def note(self, one: Note) -> dict[str, str]:
        """Return a longer text under its heading."""
        return {"title": self.text(one.title), "text": self.text(one.text)}

    def table(self, found: Tabled) -> dict[str, Any]:
        """Return headings, rows, how wide columns are, and what is said where rows are left out."""
        if not isinstance(found, Table):
            raise TypeError(f"{found!r} is no table of presenters")
        heads = [self.text(one.label) for one in found.columns]
        rows = [
            [
                [self.value(cell, head.kind), self.text(detail_of(cell))]
                for cell, head in zip(row, found.columns, strict=True)
            ]
            for row in found.rows
        ]
        wanted = widths(heads, rows)
        return {
            "title": self.text(found.title),
            "heads": heads,
            "looks": looks_of(found.columns),
            "widths": narrowed(wanted),
            "is_small": sum(wanted) > LINE,
            "rows": rows,
            "more": [more_words(len(rows) - shown) for shown in range(len(rows) + 1)],
            "notes": [self.text(note) for note in found.notes],
        }


def widths(heads: Sequence[str], rows: Sequence[Sequence[Sequence[str]]]) -> list[int]:
    """Return of each column its share in letters; 0 for one that is as wide as what it holds."""
    below = [
        max((len(text.replace(MAY_BREAK, "")) for row in rows for text in row[place]), default=0)
        for place in range(len(heads))
    ]
    whole = [max(longest, len(head)) for longest, head in zip(below, heads, strict=True)]
    short = [one for one in whole if one <= SHORT]
    if len(short) < len(whole) and sum(short) <= ALL_SHORT:
        return [0 if one <= SHORT else min(one, WIDEST) for one in whole]
    words = [max(map(len, head.split()), default=0) + 2 for head in heads]  # they are bold
    found = (max(one, word, NARROWEST) for one, word in zip(below, words, strict=True))
    return [min(one, WIDEST) for one in found]


def narrowed(found: Sequence[int]) -> list[int]:
    """Return widths of which the widest are less, so that headings keep room on a line."""
    kept = list(found)
    while sum(kept) > SMALL_LINE and max(kept) > LEAST_OF_WIDE:
        kept[kept.index(max(kept))] -= 1
    return kept


def more_words(number: int) -> str:
    """Return how many rows more there are; nothing where there are none."""
    if not number:
        return ""
    return str(ngettext("%(num)s more in Rapport.", "%(num)s more in Rapport.", number))
