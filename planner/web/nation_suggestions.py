"""What boxes for nations suggest while somebody types."""

from collections.abc import Collection, Mapping
from functools import lru_cache
from itertools import islice

from markupsafe import Markup

from planner.reference.book import Book
from planner.reference.languages import longer_codes
from planner.web.markup import suggestions
from planner.web.nation_book import book

SUGGESTED_BY, TICKED_BY = 2, 3
"""Names beside the one shown by which a nation is suggested, and found among those to tick."""
SHORT = 8
"""Letters of a name by which a nation is suggested."""


def other_names() -> Mapping[str, str]:
    """Return code to the names by which a nation is found besides the one shown."""
    return book().others


def suggestions_of(names: Mapping[str, str]) -> Markup:
    """Return what boxes for nations suggest: code to name, each with its code and another name.

    More would fill the page: what is typed is read by every name, suggested or not.
    """
    return suggested(book(), tuple(names.items()))


@lru_cache(maxsize=32)
def suggested(known: Book, names: tuple[tuple[str, str], ...]) -> Markup:
    """Return the same of a book, worked out once."""
    others, long = known.others, longer_codes()
    return suggestions(
        tuple(
            (name, shorter(name, short_ones(others.get(code, code)), SUGGESTED_BY, but=long))
            for code, name in names
        )
    )


def short_ones(names: str) -> str:
    """Return those of some names that are typed instead of longer ones."""
    return "; ".join(one for one in names.split("; ") if len(one) <= SHORT)


def shorter(name: str, others: str, most: int, but: Collection[str] = ()) -> str:
    """Return the first few of a nation's other names that do not hold the one shown."""
    words = (one for one in others.split("; ") if name not in one and one.casefold() not in but)
    return "; ".join(islice(dict.fromkeys(words), most))
