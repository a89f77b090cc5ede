"""What no text holds is taken out of it, and what shows nothing is empty: pure, for every door.

Joiners inside words stay: Persian and Indian scripts and joined signs such as flags need them.
"""

import re
import unicodedata

NO_CHARACTERS = "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
"""The last two places of every plane, which Unicode never gives to a character."""
NOT_TEXT = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb"
    + NO_CHARACTERS
    + "]"
)
"""Controls, halves of characters, byte-order marks, places without a character."""
BREAKS = re.compile("\x0b|\x0c|\x85|\u2028|\u2029")
MARKS = re.compile("[\u061c\u200e\u200f]")
"""Marks of direction, which only say something beside letters written from the right."""
OPENING, CLOSING = (
    {"\u202a": "e", "\u202b": "e", "\u2066": "i", "\u2067": "i", "\u2068": "i"},
    {
        "\u202c": "e",
        "\u2069": "i",
    },
)
"""Embeddings and isolates, and what closes each."""
OVERRIDES = re.compile("[\u202d\u202e]")
"""They turn letters round that have a direction: in a name, a trick."""
DIRECTED = re.compile("[\u202a-\u202e\u2066-\u2069]")
EDGES = "\u200b\u2060"
BLANK = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0\U0001d159"
) | {chr(code) for code in (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))}
"""Signs that show nothing by themselves though Unicode counts them among letters and marks."""
UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"}


def is_unseen(text: str) -> bool:
    """Say whether a text shows nothing: spaces, joiners, fillers, or no sign at all."""
    return all(sign in BLANK or unicodedata.category(sign) in UNSEEN for sign in text)


def clean(text: str) -> str:
    """Return a text without what no text holds; empty when nothing of it would be seen.

    Line ends of all kinds are kept as line feeds. A text without anything to clean is
    returned as it is.
    """
    if text.isascii() and text.isprintable():
        return text if text.strip() else ""
    found = NOT_TEXT.sub("", BREAKS.sub("\n", text))
    if DIRECTED.search(found) or MARKS.search(found):
        found = directed(found)
    found = found.strip(EDGES)
    return "" if is_unseen(found) else found


def directed(text: str) -> str:
    """Return a text whose signs of direction are in pairs within a line, and of use."""
    text = OVERRIDES.sub("", text)
    if not any(unicodedata.bidirectional(sign) in {"R", "AL"} for sign in MARKS.sub("", text)):
        text = MARKS.sub("", text)
    return "\n".join(paired(line) for line in text.split("\n"))


def paired(line: str) -> str:
    """Return a line without the signs of direction that open or close nothing."""
    waiting: list[tuple[str, int]] = []
    kept: set[int] = set()
    for place, sign in enumerate(line):
        if sign in OPENING:
            waiting.append((OPENING[sign], place))
        elif sign in CLOSING and waiting and waiting[-1][0] == CLOSING[sign]:
            kept |= {waiting.pop()[1], place}
    return "".join(
        sign for place, sign in enumerate(line) if place in kept or not DIRECTED.match(sign)
    )


def one_line(text: str) -> str:
    """Return a text for a box of one line: what parts lines and columns becomes a space."""
    return re.sub(r"[\t\r\n]+", " ", text)
