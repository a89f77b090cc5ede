"""Letters of all scripts brought to one form, and what each sign is: pure tables, and `fold`."""

import unicodedata
from collections.abc import Sequence

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


def lies_in(code: int, ranges: Sequence[tuple[int, int]]) -> bool:
    """Say whether a sign lies in one of the ranges."""
    return any(first <= code <= last for first, last in ranges)


class PlainLetters(dict[int, str | None]):
    """What each sign of a decomposed text becomes; None takes it out."""

    def __missing__(self, code: int) -> str | None:
        sign = chr(code)
        category = unicodedata.category(sign)
        is_mark = category == "Mn" and lies_in(code, ACCENTS)
        is_nukta = unicodedata.combining(sign) == 7
        is_unseen = category == "Cf" and sign not in CONNECTORS
        found: str | None = LETTERS.get(sign, sign)
        if is_mark or is_nukta or is_unseen or sign == "ـ":
            found = None
        elif category == "Nd":
            found = str(unicodedata.decimal(sign))
        self[code] = found
        return found


class LetterKinds(dict[int, str]):
    """What each sign is: a(lphabetic), u(nsegmented), i(gnored), c(onnecting), or else a gap."""

    def __missing__(self, code: int) -> str:
        sign, found = chr(code), " "
        category = unicodedata.category(sign)
        if sign in CONNECTORS:
            found = "c"
        elif PLAIN[code] is None:
            found = "i"
        elif category[0] in "LMN" or category == "Co":
            found = "u" if lies_in(code, UNSEGMENTED) else "a"
        self[code] = found
        return found


PLAIN, KINDS = PlainLetters(), LetterKinds()


def fold(text: str) -> str:
    """Return text in lower case without accents, in one form of every letter; signs stay."""
    if text.isascii():
        return text.lower()
    known = unicodedata.normalize("NFKC", text.replace("´", "'")).casefold()
    plain = unicodedata.normalize("NFKD", known).translate(PLAIN)
    return unicodedata.normalize("NFC", plain)
