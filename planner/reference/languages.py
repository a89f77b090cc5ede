"""The names of nations in the great languages, as Unicode has them."""

import pickle
from functools import lru_cache

from babel import Locale, localedata
from babel.core import get_global

from planner.reference.spelling import key_of

GREAT = """
en fr de es pt it nl pl ru uk ar fa he hi bn ur zh zh_Hant ja ko tr vi th id ms sw sv da nb fi
el cs sk hu ro bg hr sr sr_Latn sl et lv lt ka hy az kk uz mn am ne si km lo my fil ca sq
mk bs is ga ps ta ky tg tk
"""
LANGUAGES = tuple(GREAT.split())
NOT_ISO = ("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ")
"""Two-letter codes that the Unicode names know and ISO 3166-1 does not assign."""


def names_in(language: Locale) -> dict[str, str]:
    """Return code to name of every nation of ISO 3166-1, and Kosovo, in a language."""
    return {
        str(code): str(name)
        for code, name in language.territories.items()
        if len(code) == 2 and code.isalpha() and code not in NOT_ISO
    }


@lru_cache(maxsize=1)
def standard_nations() -> dict[str, str]:
    """Return code to English name of every nation of ISO 3166-1, and Kosovo, by code."""
    return dict(sorted(names_in(Locale("en")).items()))


@lru_cache(maxsize=1)
def longer_codes() -> dict[str, str]:
    """Return the codes of three letters in lower case, each with that of two."""
    aliases = get_global("territory_aliases")
    known = names_in(Locale("en"))
    return {
        code.lower(): new[0]
        for code, new in aliases.items()
        if len(code) == 3 and code.isalpha() and len(new) == 1 and new[0] in known
    }


@lru_cache(maxsize=1)
def foreign_names() -> dict[str, frozenset[str]]:
    """Return key to codes of the names in all these languages.

    Babel's files are read past its cache, which would keep tens of megabytes of them.
    """
    known = names_in(Locale("en"))
    found: dict[str, set[str]] = {}
    for language in LANGUAGES:
        with open(localedata.resolve_locale_filename(language), "rb") as file:  # noqa: PTH123
            names = pickle.load(file)["territories"]  # noqa: S301 - Babel's own file
        for code in known.keys() & names.keys():
            found.setdefault(key_of(str(names[code])), set()).add(code)
    return {key: frozenset(codes) for key, codes in found.items()}
