"""Sentences about a name that is no nation, or not one alone."""

from flask_babel import gettext as _

from planner.errors import RuleBroken
from planner.reference.book import Meaning
from planner.web.nation_book import book
from planner.web.nationnames import nation_name

MOST_NAMED = 3


class NoNation(RuleBroken, ValueError):
    """A text is no nation; the message is a sentence fit for the user."""


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
