"""Templates are sent without the indentation that makes them readable here."""

import re

from jinja2.ext import Extension

INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)


class Outdented(Extension):
    """Takes the white space off the beginning of every line of a page's template, once.

    Lines stay lines, so that an error still names the right one; what a template shows is
    not touched, only what stands in the template itself.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return the source of a template as it is compiled."""
        is_page = name is None or name.endswith(".html")
        return INDENTATION.sub("", source) if is_page else source
