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

MAX_WORDS = 12
MAX_LENGTH = 60
MAX_QUERY = 400
GRAM = 8
"""Signs of a run without spaces that are kept together from each place on."""

LETTERS = {
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ə": "e",
    "ґ": "г",
    **dict(zip("øłđðıħŧŋĸƙɗɓƴ", "oldd" + "ihtnkkdby", strict=True)),
    # Alef, yeh, kaf and heh as Arabic, Persian and Urdu keyboards write them.
    **dict(zip("ٱىیېےکڪہھەۃةں", "ايييي" + "كك" + "ههههه" + "ن", strict=True)),
}
"""Letters that Unicode does not take apart into a plain letter and a mark."""

SECOND = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "đ": "dj", "ə": "a"})
"""The other way to write a letter without its mark: Müller is Mueller, Århus is Aarhus."""

CONNECTORS = frozenset("'’‘‛ʼʻʽʾʿʹ`´′＇׳״՚-‐‑‒–−־.·・\u200b\u200c")
"""What stands inside a word or does not: apostrophes, hyphens, full stops, a thin joint."""

ACCENTS = (
    (0x0300, 0x036F),
    (0x0483, 0x0487),
    (0x0591, 0x05C7),
    (0x0610, 0x061A),
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x06D6, 0x06ED),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xFE00, 0xFE0F),
    (0xFE20, 0xFE2F),
    (0xE0100, 0xE01EF),
)
"""Where marks are accents: a vowel sign of Hindi or Thai, and the dots of kana, are letters."""

UNSEGMENTED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1100, 0x11FF),  # Korean, as are the syllables below: compounds are written in one
    (0x1780, 0x17FF),  # Khmer
    (0x1950, 0x1AAF),
    (0x1B00, 0x1B7F),
    (0x3005, 0x3007),
    (0x3040, 0x312F),  # Japanese, Bopomofo
    (0x31A0, 0x31FF),
    (0x3400, 0x4DBF),  # Chinese
    (0x4E00, 0xA4CF),
    (0xA980, 0xA9FF),
    (0xAA60, 0xAA7F),
    (0xAC00, 0xD7A3),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)
"""Scripts of which a part inside a run is a word, as there are no spaces to tell words apart."""

ARTICLES = re.compile("(?:(?:[وبفك]?ال|لل)(?=..)|[وبفك]ال(?=...))")
JOINED_LETTERS = frozenset("od")
"""Letters that stand apart where the apostrophe is left out: O Brien, D Arcy."""

Wanted = tuple[tuple[str, ...], ...]
"""One word asked for: alternatives, each the beginnings that a text must hold all."""

ASCII_PIECE = re.compile(r"[a-z0-9]+(?:['`.-][a-z0-9]+)*")
PIECE = re.compile(r"[au][aui]*(?:c[aui]+)*")
BOUNDARY = re.compile(r"(?<=[^\W\d_])(?=\d)")


def _within(code: int, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(first <= code <= last for first, last in ranges)


class _Plain(dict[int, str | None]):
    """What each sign of a decomposed text becomes; None takes it out."""

    def __missing__(self, code: int) -> str | None:
        sign = chr(code)
        category = unicodedata.category(sign)
        is_mark = category == "Mn" and _within(code, ACCENTS)
        is_nukta = unicodedata.combining(sign) == 7
        is_unseen = category == "Cf" and sign not in CONNECTORS
        found: str | None = LETTERS.get(sign, sign)
        if is_mark or is_nukta or is_unseen or sign == "ـ":
            found = None
        elif category == "Nd":
            found = str(unicodedata.decimal(sign))
        self[code] = found
        return found


class _Kinds(dict[int, str]):
    """What each sign is: a(lphabetic), u(nsegmented), i(gnored), c(onnecting), or else a gap."""

    def __missing__(self, code: int) -> str:
        sign, found = chr(code), " "
        category = unicodedata.category(sign)
        if sign in CONNECTORS:
            found = "c"
        elif _PLAIN[code] is None:
            found = "i"
        elif category[0] in "LMN" or category == "Co":
            found = "u" if _within(code, UNSEGMENTED) else "a"
        self[code] = found
        return found


_PLAIN, _KINDS = _Plain(), _Kinds()


def fold(text: str) -> str:
    """Return text in lower case without accents, in one form of every letter; signs stay."""
    if text.isascii():
        return text.lower()
    known = unicodedata.normalize("NFKC", text.replace("´", "'")).casefold()
    plain = unicodedata.normalize("NFKD", known).translate(_PLAIN)
    return unicodedata.normalize("NFC", plain)


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
    for found in PIECE.finditer(text.translate(_KINDS)):
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
    return not piece.isascii() and "u" in piece.translate(_KINDS)


def _parts(piece: str) -> list[str]:
    """Return the parts of a word between its connectors."""
    kinds = piece.translate(_KINDS)
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
    kinds = "a" + run.translate(_KINDS)
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
        if _KINDS[ord(sign)] != "c":
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
