"""Write a paper as a PDF: tagged, PDF/UA-1, A4, the marking above and below on every page.

What users typed goes to the template as data and is never read as markup. Only the fonts beside
the template and those of the typesetter are used, so that a file is the same on every machine.
A sign that none of them has is replaced, and the document says so.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _

from planner.presenters.as_csv import Shown
from planner.presenters.paper import Paper
from planner.presenters.paper_words import payload_of

if TYPE_CHECKING:  # a worker that makes no paper has no use for the library
    import typst

HERE = Path(__file__).parent / "typst"
NOT_PRINTABLE = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
FAR_SIGNS = re.compile("[^\x20-\u052f]")
"""All but Latin, Greek and Cyrillic, which the first font has."""
STAND_IN = "□"
NAMED = 12
"""So many signs that cannot be printed are named in the document."""
MOST_TRIES = 4


def as_pdf(paper: Paper, shown: Shown) -> bytes:
    """Give a paper as a file; `shown` writes a value as a page does."""
    from typst import TypstError

    words = payload_of(paper, shown)
    lost: set[str] = set()
    for _number in range(MOST_TRIES):
        try:
            return compiled(words)
        except TypstError as error:
            found = signs_in(error.diagnostic)
            if not found:
                raise
            lost |= found
            words = without(words, lost)
    return compiled(without(words, lost | set(FAR_SIGNS.findall(json.dumps(words)))))


def compiled(words: dict[str, Any]) -> bytes:
    """Return the file of words; TypstError names signs that no font has."""
    import typst

    return typst.compile(
        (HERE / "paper.typ").read_bytes(),
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(words, ensure_ascii=False)},
        format="pdf",
        pdf_standards="ua-1",
    )


@cache
def fonts() -> typst.Fonts:
    """Return the fonts of the house, read once in a process."""
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[HERE / "fonts"])


def signs_in(diagnostic: str) -> set[str]:
    """Return the signs that the typesetter says it cannot show."""
    found = NOT_PRINTABLE.findall(diagnostic)
    return {ESCAPED.sub(lambda code: chr(int(code[1], 16)), one) for one in found}


def without(words: dict[str, Any], lost: Collection[str]) -> dict[str, Any]:
    """Return words with a stand-in for each sign that cannot be printed, and a note of it."""
    signs = "|".join(map(re.escape, sorted(lost, key=lambda one: (-len(one), one))))
    kept: dict[str, Any] = replaced(words, re.compile(signs))
    return kept | {"missing": missing_words(lost)}


def replaced(found: Any, signs: re.Pattern[str]) -> Any:
    """Return words, or lists and groups of words, with the stand-in for some signs."""
    if isinstance(found, str):
        return signs.sub(STAND_IN, found)
    if isinstance(found, list):
        return [replaced(one, signs) for one in found]
    if isinstance(found, dict):
        return {name: replaced(one, signs) for name, one in found.items()}
    return found


def missing_words(lost: Collection[str]) -> str:
    """Return the sentence that says which signs could not be printed."""
    codes = sorted({f"U+{ord(letter):04X}" for one in lost for letter in one})
    named = ", ".join(codes[:NAMED]) + (" …" if len(codes) > NAMED else "")
    words = _(
        "Some signs could not be printed and stand as %(sign)s: %(signs)s."
        " The spelling in full is in Rapport.",
        sign=STAND_IN,
        signs=named,
    )
    return str(words)
