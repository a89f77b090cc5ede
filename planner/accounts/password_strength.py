"""What a good password is."""

import re

from flask import current_app
from flask_babel import gettext as _

from planner.accounts.guessing import is_easy
from planner.accounts.keyboard import is_keyboard_walk
from planner.errors import RuleBroken

SHORTEST = 12
LONGEST = 200


def check_strength(password: str, *, email: str, name: str) -> None:
    """Raise RuleBroken when the password is too short, common, or easy to guess."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise RuleBroken(
            _(
                "A password has %(shortest)d to %(longest)d characters. Several words are best.",
                shortest=SHORTEST,
                longest=LONGEST,
            )
        )
    flat = password.casefold()
    parts = [email.partition("@")[0], *name.split()]
    if any(len(part) > 3 and part.casefold() in flat for part in parts):
        raise RuleBroken(_("Choose a password that holds no part of your name or address."))
    if len(set(flat)) < 5:
        raise RuleBroken(_("Choose a password with more different characters."))
    if is_easy(password, known_words(email, name)):
        raise RuleBroken(
            _(
                "This password is common, or made of common parts, and would be guessed soon. "
                "Choose several words that do not belong together."
            )
        )
    if is_keyboard_walk(password):
        raise RuleBroken(
            _(
                "This password follows the keys of a keyboard and would be guessed soon. "
                "Choose several words that do not belong together."
            )
        )


def known_words(email: str, name: str) -> list[str]:
    """Return what a guesser knows of an account: its name and address, the office, the product."""
    parts = re.split(r"[^\w]+|_", f"{email} {name} {current_app.config['RAPPORT_BASE_URL']}")
    return [*filter(None, parts), email, name, "rapport"]
