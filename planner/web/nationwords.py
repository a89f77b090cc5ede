"""Reading nations in a request: what a name means."""

from functools import lru_cache

from babel import Locale
from flask_babel import gettext as _

from planner.reference.book import Book, Meaning
from planner.web.nation_book import Groups, book
from planner.web.no_nation import NoNation, hint, why_none


def is_code(word: str) -> bool:
    """Say whether a word is a nation's code as pages send it, which needs no looking up."""
    return len(word) == 2 and word in plain_book().codes


@lru_cache(maxsize=1)
def plain_book() -> Book:
    """Return the book of no office."""
    return Book(Locale("en"))


def meaning_of(text: str) -> Meaning:
    """Return what one name means."""
    word = text.strip()
    return Meaning(word, (word,)) if is_code(word) else book().find(word)


def meanings_of(text: str, groups: Groups | None = None) -> list[Meaning]:
    """Return what each name of a text means."""
    word = text.strip()
    if is_code(word) and not groups:
        return [Meaning(word, (word,))]
    return book(groups).find_all(text)


def nation_of(text: str) -> str:
    """Return the code of the one nation that a text means; NoNation says why it means none."""
    found = meaning_of(text)
    if not found.codes:
        raise NoNation(why_none(found))
    return found.codes[0]


def nation_or_none(text: str) -> str:
    """Return the code of the nation that a text means; "" for none."""
    found = meaning_of(text) if text.strip() else Meaning("")
    return found.codes[0] if len(found.codes) == 1 else ""


def left_out(meaning: Meaning) -> str:
    """Return the sentence on a name in an address that means no nation."""
    if meaning.is_known:
        return why_none(meaning)
    nearest = book().nearest(meaning.word)
    said = _("“%(value)s” is not known here, so it was left out.", value=meaning.word[:60])
    return f"{said} {hint(nearest)}" if nearest else str(said)
