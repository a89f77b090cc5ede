"""Reading nations in a request: the office's own names, and sentences about what is none."""

from collections.abc import Collection, Mapping
from functools import lru_cache
from itertools import islice

from babel import Locale
from flask import g, has_app_context
from flask_babel import get_locale
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import Connection

from planner.db import Base, db
from planner.errors import RuleBroken
from planner.reference.book import Book, Meaning
from planner.reference.languages import longer_codes
from planner.web.markup import suggestions
from planner.web.nationnames import edited_names, nation_name

MOST_NAMED = 3
SUGGESTED_BY, TICKED_BY = 2, 3
"""Names beside the one shown by which a nation is suggested, and found among those to tick."""
SHORT = 8
"""Letters of a name by which a nation is suggested."""
Groups = Mapping[str, list[str]]


class NoNation(RuleBroken, ValueError):
    """A text is no nation; the message is a sentence fit for the user."""


def office_names() -> tuple[tuple[str, str], ...]:
    """Return (name, code) of the names that the office gave, read once a request."""
    if not has_app_context():
        return ()
    if "office_nation_names" not in g:
        g.office_nation_names = read_office_names(db.session.connection())
    found: tuple[tuple[str, str], ...] = g.office_nation_names
    return found


def read_office_names(connection: Connection) -> tuple[tuple[str, str], ...]:
    """Read the office's names of nations; reference data, open to every viewer."""
    table = Base.metadata.tables["nation_name"]
    wanted = table.select().with_only_columns(table.c.name, table.c.nation_code)
    rows = connection.execute(wanted.where(table.c.is_used).order_by(table.c.id))
    return tuple((row.name, row.nation_code) for row in rows)


@lru_cache(maxsize=32)
def kept_book(
    language: str,
    given: tuple[tuple[str, str], ...],
    groups: tuple[tuple[str, tuple[str, ...]], ...],
) -> Book:
    """Return the book of a language, an office and its groups, made once."""
    return Book(Locale.parse(language), given, dict(groups))


def book(groups: Groups | None = None) -> Book:
    """Return the book of this page's language and this office."""
    edited = tuple(sorted((name, code) for code, name in edited_names().items()))
    held = tuple(sorted((name, tuple(codes)) for name, codes in (groups or {}).items()))
    return kept_book(str(get_locale() or "en"), (*edited, *office_names()), held)


def other_names() -> Mapping[str, str]:
    """Return code to the names by which a nation is found besides the one shown."""
    return book().others


def suggestions_of(names: Mapping[str, str]) -> Markup:
    """Return what boxes for nations suggest: code to name, each with its code and another name.

    More would fill the page: what is typed is read by every name, suggested or not.
    """
    others, long = other_names(), longer_codes()
    return suggestions(
        tuple(
            (name, shorter(name, short_ones(others.get(code, code)), SUGGESTED_BY, but=long))
            for code, name in names.items()
        )
    )


def short_ones(names: str) -> str:
    """Return those of some names that are typed instead of longer ones."""
    return "; ".join(one for one in names.split("; ") if len(one) <= SHORT)


def shorter(name: str, others: str, most: int, but: Collection[str] = ()) -> str:
    """Return the first few of a nation's other names that do not hold the one shown."""
    words = (one for one in others.split("; ") if name not in one and one.casefold() not in but)
    return "; ".join(islice(dict.fromkeys(words), most))


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


def why_none(meaning: Meaning, *, takes_groups: bool = False) -> str:
    """Return the sentence on why a name means no nation, and what to write."""
    word = meaning.word[:60]
    if meaning.former:
        return former_words(meaning)
    if meaning.candidates:
        names = [nation_name(code) for code in meaning.candidates]
        names += [_("the group %(name)s", name=meaning.group)] if meaning.group else []
        return str(
            _(
                "“%(word)s” may mean %(names)s. Write the one that is meant.",
                word=word,
                names=_(" or ").join(names),
            )
        )
    nearest = book().nearest(word)
    sentence = (
        _("“%(word)s” is no nation or group that is known.", word=word)
        if takes_groups
        else _("“%(word)s” is no nation that is known.", word=word)
    )
    return f"{sentence} {hint(nearest)}"


def hint(nearest: str) -> str:
    """Return what to do about a name that is not known."""
    if nearest:
        return str(_("Did you mean %(name)s?", name=nation_name(nearest)))
    return str(_("Check it."))


def former_words(meaning: Meaning) -> str:
    """Return the sentence on a state that is no more."""
    state = meaning.former
    assert state  # noqa: S101 - asked for only with one
    names = [nation_name(code) for code in state.successors]
    if len(names) == 1:
        return str(
            _(
                "%(state)s ended in %(year)s. Write its successor: %(name)s.",
                state=state.name,
                year=state.ended,
                name=names[0],
            )
        )
    shown = names[:MOST_NAMED]
    return str(
        _(
            "%(state)s ended in %(year)s. Write its successor, such as %(names)s.",
            state=state.name,
            year=state.ended,
            names=_("%(first)s or %(last)s", first=", ".join(shown[:-1]), last=shown[-1]),
        )
    )


def left_out(meaning: Meaning) -> str:
    """Return the sentence on a name in an address that means no nation."""
    if meaning.is_known:
        return why_none(meaning)
    nearest = book().nearest(meaning.word)
    said = _("“%(value)s” is not known here, so it was left out.", value=meaning.word[:60])
    return f"{said} {hint(nearest)}" if nearest else str(said)
