"""One folding for every search box: how two spellings of a word are recognised as one.

A text is stored as `words`; a query is read by `asked`; `fits` compares the two in Python for
short lists, and `planner.text.textsearch` does so in the database. Each word asked for has to
begin a word of the text, in any order. Folded are case, accents, width, digits of other scripts
and letters with a stroke; ü is found as u and as ue; apostrophes, hyphens and full stops inside a
word are there or not (F35, F-35, F 35); Arabic is found without its article; and a script that
is written without spaces is found inside a run, in the order typed.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from planner.text.letters import KINDS, fold

MAX_WORDS = 12
MAX_LENGTH = 60
MAX_QUERY = 400
GRAM = 8
"""Signs of a run without spaces that are kept together from each place on."""

SECOND = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "đ": "dj", "ə": "a"})
"""The other way to write a letter without its mark: Müller is Mueller, Århus is Aarhus."""

ARTICLES = re.compile("(?:(?:[وبفك]?ال|لل)(?=..)|[وبفك]ال(?=...))")
JOINED_LETTERS = frozenset("od")
"""Letters that stand apart where the apostrophe is left out: O Brien, D Arcy."""

Wanted = tuple[tuple[str, ...], ...]
"""One word asked for: alternatives, each the beginnings that a text must hold all."""

ASCII_PIECE = re.compile(r"[a-z0-9]+(?:['`.-][a-z0-9]+)*")
PIECE = re.compile(r"[au][aui]*(?:c[aui]+)*")
BOUNDARY = re.compile(r"(?<=[^\W\d_])(?=\d)")


def words(text: str) -> list[str]:
    """Return the words that a text is found by, in order; each is found by its beginning."""
    found: list[str] = []
    pieces = list(_pieces(text))
    for piece, following in zip_longest(pieces, pieces[1:], fillvalue=""):
        found += _kept(piece)
        if _stands_apart(piece, following):
            found.append((fold(piece) + _joined(following))[:MAX_LENGTH])
    return found


def asked(query: str) -> tuple[Wanted, ...]:
    """Return the words that a reader asks for, each once; a text has to hold them all."""
    pieces = list(_pieces(query[:MAX_QUERY]))
    found: list[Wanted] = []
    before = ""
    for piece, following in zip_longest(pieces, pieces[1:], fillvalue=""):
        wanted, is_lone = _wanted(piece), len(piece) == 1 and not _is_run(piece + following)
        if before:
            found[-1] = ((before + _joined(piece),), *((before, *way) for way in wanted))
        else:
            found.append(wanted)
        before = fold(piece) if is_lone and following and not before else ""
    return tuple(dict.fromkeys(found))[:MAX_WORDS]


def holds(kept: Sequence[str], wanted: Sequence[Wanted]) -> bool:
    """Say whether the words of a text hold every word asked for."""
    return all(
        any(all(any(word.startswith(one) for word in kept) for one in way) for way in ways)
        for ways in wanted
    )


def fits(text: str, query: str) -> bool:
    """Say whether a text holds every word of a query; a query without a word fits any."""
    wanted = asked(query)
    return not wanted or holds(words(text), wanted)


def places(text: str, wanted: Sequence[Wanted]) -> list[tuple[int, int]]:
    """Return where in a text the words asked for stand: start and end of each, in order."""
    ways = [way for word in wanted for way in word]
    single = [way[0] for way in ways if len(way) == 1]
    beginnings = tuple({*single, *(one for way in ways for one in way if len(one) > 1)})
    found: list[tuple[int, int]] = []
    for start, end in _spans(text):
        piece = text[start:end]
        if _is_run(piece):
            found += [(start + first, start + last) for first, last in _inside(piece, beginnings)]
        elif any(word.startswith(beginnings) for word in _kept(piece)):
            found.append((start, end))
    return found


def _spans(text: str) -> Iterator[tuple[int, int]]:
    for found in PIECE.finditer(text.translate(KINDS)):
        yield found.span()


def _pieces(text: str) -> Iterator[str]:
    """Give the words of a text as written, with the connectors inside them."""
    if text.isascii():
        yield from ASCII_PIECE.findall(text.lower())
        return
    known = unicodedata.normalize("NFKC", text.replace("´", "'")).casefold()
    for start, end in _spans(known):
        yield known[start:end]


def _is_run(piece: str) -> bool:
    return not piece.isascii() and "u" in piece.translate(KINDS)


def _parts(piece: str) -> list[str]:
    """Return the parts of a word between its connectors."""
    kinds = piece.translate(KINDS)
    if "c" not in kinds:
        return [piece]
    return [piece[found.start() : found.end()] for found in re.finditer("[^c]+", kinds)]


def _joined(piece: str) -> str:
    return fold("".join(_parts(piece)))


def _spellings(part: str) -> list[str]:
    """Return a part of a word as it is folded, and in the other way to write its letters."""
    if part.isascii():
        return [part]
    composed = unicodedata.normalize("NFC", part)
    return list(dict.fromkeys((fold(part), fold(composed.translate(SECOND)))))


def _without_article(word: str) -> str:
    found = ARTICLES.match(word)
    return word[found.end() :] if found else word


def _kept(piece: str) -> list[str]:
    """Return the words that a word is found by: from each of its parts on to its end."""
    if piece.isascii() and piece.isalpha():
        return [piece.lower()[:MAX_LENGTH]]
    if _is_run(piece):
        return [gram for gram, _place in _grams(fold("".join(_parts(piece))))]
    found: dict[str, None] = {}
    for parts in _written(_parts(piece)):
        whole = "".join(parts)
        for start in _starts(parts):
            word = whole[start:]
            found[word[:MAX_LENGTH]] = found[_without_article(word)[:MAX_LENGTH]] = None
    found.pop("", None)
    return list(found)


def _written(parts: Sequence[str]) -> list[list[str]]:
    """Return the parts in each of the ways to write them."""
    ways = [_spellings(part.lower() if part.isascii() else part) for part in parts]
    most = max((len(way) for way in ways), default=0)
    return [[way[min(n, len(way) - 1)] for way in ways] for n in range(most)]


def _starts(parts: Sequence[str]) -> Iterator[int]:
    """Give where a part begins, or a number after letters."""
    place = 0
    for part in parts:
        yield place
        yield from (place + found.start() for found in BOUNDARY.finditer(part))
        place += len(part)


def _stands_apart(piece: str, following: str) -> bool:
    """Say whether a lone letter may be one word with what follows: F 35, O Brien."""
    if len(piece) != 1 or not following:
        return False
    letter = fold(piece)
    return letter.isalpha() and (
        unicodedata.category(following[0]) == "Nd" or letter in JOINED_LETTERS
    )


def _grams(run: str) -> Iterator[tuple[str, int]]:
    """Give the signs from each place of a run on where a word may begin, and the place."""
    kinds = "a" + run.translate(KINDS)
    for place, (before, kind) in enumerate(pairwise(kinds)):
        is_start = place == 0 or "u" in (before, kind)
        if is_start and unicodedata.category(run[place])[0] != "M":
            yield run[place : place + GRAM], place


def _wanted(piece: str) -> Wanted:
    parts = _parts(piece)
    if _is_run(piece):
        return (_of_run(fold("".join(parts))),)
    ways: dict[tuple[str, ...], None] = {}
    for written in _written(parts):
        whole = "".join(written)[:MAX_LENGTH]
        ways[(whole,)] = ways[(_without_article(whole),)] = None
        if len(written) > 1 and all(len(part) > 1 for part in written):
            ways[tuple(part[:MAX_LENGTH] for part in written)] = None
    ways.pop(("",), None)
    return tuple(ways)


def _of_run(run: str) -> tuple[str, ...]:
    """Return the beginnings that together say that a run stands in a text as it is typed."""
    found: list[str] = []
    for gram, place in _grams(run):
        found.append(gram)
        if place + GRAM >= len(run):
            break
    return tuple(dict.fromkeys(found))


def _inside(piece: str, beginnings: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Give where a run holds what was asked for, in places of the text as written."""
    folded = ""
    origin: list[int] = []
    for place, sign in enumerate(piece):
        if KINDS[ord(sign)] != "c":
            plain = fold(sign)
            folded, origin = folded + plain, origin + [place] * len(plain)
    covered: set[int] = set()
    for one in beginnings:
        for found in re.finditer(re.escape(one), folded):
            covered.update(range(found.start(), found.end()))
    for place in sorted(covered):
        if place - 1 in covered:
            continue
        end = next(n for n in range(place, len(origin) + 1) if n not in covered)
        yield origin[place], origin[end - 1] + 1
