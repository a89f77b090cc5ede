"""Words that hint at intelligence cooperation, which asks for a higher marking."""

import re
from collections.abc import Iterable

HINTS = re.compile(
    r"\b(?:(?:counter-?)?intelligence|renseignements?|inteligencia|nachrichtendienst\w*"
    r"|intel|sigint|humint|imint|geoint|masint)\b",
    re.IGNORECASE,
)
HARMLESS = re.compile(
    r"\b(?:artificial|emotional|business) intelligence\b"
    r"|\bintelligence artificielle\b|\binteligencia artificial\b",
    re.IGNORECASE,
)


def word_in(texts: Iterable[object]) -> str:
    """Return the first word of texts that hints at intelligence cooperation; empty for none."""
    for text in texts:
        if found := HINTS.search(HARMLESS.sub(" ", str(text or ""))):
            return found[0]
    return ""
