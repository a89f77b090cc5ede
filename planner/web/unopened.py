"""Markup that opens nothing: on a page of the past, whose links would lead to the present."""

import re

from markupsafe import Markup

STEP = re.compile(
    r"<a\b[^>]*\bclass=\"[^\"]*\b(?:todo-action|button)\b[^\"]*\"[^>]*>.*?</a>"
    r"|<form\b[^>]*\bmethod=\"post\".*?</form>",
    re.S,
)
"""What takes a step: that is taken in the present."""
DRAWING = re.compile(r"(<svg\b.*?</svg>)", re.S)
LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.S)
ATTRIBUTE = re.compile(r"\s(class|title|href)=\"([^\"]*)\"")


def unopened(found: Markup) -> Markup:
    """Return markup with the words of its links and no steps; places on the page still open."""
    parts = DRAWING.split(STEP.sub("", str(found)))
    return Markup(  # noqa: S704 - what was markup stays markup: only tags are taken out
        "".join(
            LINK.sub(lambda link, tag=tag: plain(link, tag), part)
            for part, tag in zip(parts, ("span", "g") * len(parts), strict=False)
        )
    )


def plain(link: re.Match[str], tag: str) -> str:
    """Return a link as the element that stands in its place; one within the page stays."""
    attributes = dict(ATTRIBUTE.findall(link[1]))
    if attributes.pop("href", "").startswith(("#", "?")):
        return link[0]
    kept = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<{tag}{kept}>{link[2]}</{tag}>"
