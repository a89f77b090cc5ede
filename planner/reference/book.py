"""What a text means by a nation: one function for every box, filter, address and file."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from babel import Locale

from planner.reference.former import FormerState, former_states
from planner.reference.languages import foreign_names, longer_codes, names_in
from planner.reference.spelling import (
    MOST_PARTS,
    STRONG,
    key_of,
    keys_of,
    pieces,
    without_article,
)

LONGEST = 200
ALIKE = 0.72
"""How alike a name must be to be suggested, of 1."""
TWICE = re.compile(r"(.+?)\s*\(([^()]+)\)")
"""A name with another of the same nation behind it: “Netherlands (Holland)”, “France (FR)”."""
NAMES = Path(__file__).parent / "data" / "names.txt"


@dataclass(frozen=True)
class Meaning:
    """What one name means; without codes one of the other fields says why it means none."""

    word: str
    codes: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    """Codes of the nations that it may mean."""
    group: str = ""
    """The group that it means or may mean."""
    former: FormerState | None = None

    @property
    def is_known(self) -> bool:
        """Say whether it is the name of something, be it of more than one nation."""
        return bool(self.codes or self.candidates or self.former)


@lru_cache(maxsize=1)
def names_kept() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return (name, codes) of the names that Unicode lacks, in the order of the file."""
    found = []
    for line in NAMES.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            codes, _mark, names = line.partition(": ")
            found += [(name.strip(), tuple(codes.split())) for name in names.split(";")]
    return tuple(found)


class Book:
    """The names of nations in a language of the page, with what an office calls them.

    `given` are the office's own names, each with its code; they go before all others, so that
    an office can settle what may mean two nations. `groups` are names of groups of nations
    with the codes of their members.
    """

    def __init__(
        self,
        language: Locale,
        given: Iterable[tuple[str, str]] = (),
        groups: Mapping[str, Iterable[str]] | None = None,
    ) -> None:
        self.codes = names_in(Locale("en")).keys()
        self.offices = tuple(given)
        self.given = {key: code for name, code in self.offices for key in keys_of(name)}
        self.groups = {key_of(name): (name, tuple(codes)) for name, codes in (groups or {}).items()}
        self.names: dict[str, set[str]] = {}
        for one in (Locale("en"), language):
            for code, name in names_in(one).items():
                self.add(name, code)
        for name, codes in names_kept():
            self.add(name, *codes)

    def add(self, name: str, *codes: str) -> None:
        """Take a name in under all its keys."""
        for key in keys_of(name):
            self.names.setdefault(key, set()).update(codes)

    @cached_property
    def others(self) -> dict[str, str]:
        """Return code to the other names of a nation, for lists that are narrowed by typing."""
        found: dict[str, list[str]] = {code: [code] for code in self.codes}
        for long, code in longer_codes().items():
            found.setdefault(code, [code]).append(long.upper())
        for name, codes in (*names_kept(), *((name, (code,)) for name, code in self.offices)):
            for code in codes:
                found.setdefault(code, [code]).append(name)
        return {code: "; ".join(names) for code, names in found.items()}

    def find(self, text: str) -> Meaning:
        """Return what a single name means."""
        word = text.strip()[:LONGEST]
        found = self.meant(word, key_of(word))
        if not found.is_known and re.match("[lL]['\u2019]", word):
            found = self.meant(word, key_of(word[2:]))
        if not found.is_known and (bare := without_article(key_of(word))):
            found = self.meant(word, bare)
        if not found.is_known and (twice := TWICE.fullmatch(word)):
            one, other = (self.meant(part, key_of(part)) for part in twice.groups())
            found = one if one.codes == other.codes else found
        return found if found.is_known else Meaning(word)

    def meant(self, word: str, key: str) -> Meaning:
        """Return what a key means; `word` is how it was written."""
        if code := self.given.get(key):
            return Meaning(word, (code,))
        code = key.upper()
        group, members = self.groups.get(key, ("", ()))
        own = (code,) if code in self.codes else ()
        if group:
            return Meaning(word, candidates=own, group=group) if own else Meaning(word, members)
        names = own or tuple(sorted(self.names.get(key, ())))
        if not names and key in former_states():
            return Meaning(word, former=former_states()[key])
        if not names and key in longer_codes():
            names = (longer_codes()[key],)
        names = names or tuple(sorted(foreign_names().get(key, ())))
        return Meaning(word, names) if len(names) == 1 else Meaning(word, candidates=names)

    def nearest(self, word: str) -> str:
        """Return the code of the nation whose name is most like a word; "" for none."""
        key = key_of(word[:LONGEST])
        keys = [name for name in self.names if abs(len(name) - len(key)) <= 3]
        for name in difflib.get_close_matches(key, keys, 1, ALIKE):
            codes = self.names[name]
            return next(iter(codes)) if len(codes) == 1 else ""
        return ""

    def find_all(self, text: str) -> list[Meaning]:
        """Return what each name of a text means, in order.

        Names are parted by commas, semicolons, slashes, lines, “&” and “and” in the great
        languages. Where one of the parts is no name by itself, they are read together:
        “Bosnia and Herzegovina”, “Korea, Republic of”.
        """
        parts, found, start = pieces(text), [], 0
        alone = [self.find(text[a:b]) for a, b in parts]
        while start < len(alone):
            end, meaning = self.longest(text, parts, alone, start)
            found.append(meaning)
            start = end
        return found

    def longest(
        self, text: str, parts: list[tuple[int, int]], alone: list[Meaning], start: int
    ) -> tuple[int, Meaning]:
        """Return what the longest name means that begins at a part, and where the next begins."""
        for end in range(min(start + MOST_PARTS, len(alone)), start + 1, -1):
            together = text[parts[start][0] : parts[end - 1][1]]
            found = self.meant(together[:LONGEST], key_of(together[:LONGEST]))
            settles = set(found.codes) & set(alone[start].candidates)
            if settles or (found.is_known and not all(one.is_known for one in alone[start:end])):
                return end, found
        if alone[start].is_known:
            return start + 1, alone[start]
        return start + 1, Meaning(whole_word(text, *parts[start])[:LONGEST])


def whole_word(text: str, start: int, end: int) -> str:
    """Return a part; or all that stands between two signs where no space parts it from more."""
    if not (text[start - 1 : start].isalpha() or text[end : end + 1].isalpha()):
        return text[start:end]
    ends = [cut.start() for cut in STRONG.finditer(text, end)]
    begins = [cut.end() for cut in STRONG.finditer(text, 0, start)]
    return text[(begins or [0])[-1] : (ends or [len(text)])[0]].strip()
