"""The search page: one box over events, people, organisations, outcomes and follow-ups."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Flask, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from planner.search import indexing  # noqa: F401 - its listeners keep the index
from planner.search.hits import LABELS, Hit, highest_marking, hit
from planner.search.queries import SOURCES, found
from planner.textsearch import asked_words
from planner.web.access import may, viewer
from planner.web.paging import Page, asked_keys

bp = Blueprint("search", __name__)
SHOWN = 5
PAGE = 50


@dataclass(frozen=True)
class Group:
    """What was found of one kind: the first lines, how many there are, where the rest is."""

    kind: str
    label: Any
    hits: list[Hit]
    total: int
    all_url: str


def all_url(kind: str, query: str) -> str:
    """Return the address of everything found of a kind; events have their own list."""
    if kind == "event":
        return f"{url_for('events.index')}?{urlencode({'q': query})}"
    return f"{url_for('search.index')}?{urlencode({'q': query, 'kind': kind})}"


def kinds_for_viewer() -> list[str]:
    """Return the kinds that this viewer may search."""
    return [kind for kind in SOURCES if kind != "person" or viewer().may("see_people")]


@bp.get("/search")
@may("see")
def index() -> ResponseReturnValue:
    """Show what the viewer may see of what was searched for."""
    query = " ".join(request.args.get("q", "").split())[:200]
    kind = request.args.get("kind", "")
    if kind:
        return one_kind(kind, query)
    groups: list[Group] = []
    rows: list[Any] = []
    for name in kinds_for_viewer():
        page = found(name, query, size=SHOWN)
        if page.total:
            hits = [hit(name, row, query) for row in page.items]
            groups.append(Group(name, LABELS[name], hits, page.total, all_url(name, query)))
        rows += page.items
    context = {
        "query": query,
        "is_asked": bool(asked_words(query)),
        "page_marking": highest_marking(rows),
    }
    return render_template("search/index.html", groups=groups, **context)


def one_kind(kind: str, query: str) -> ResponseReturnValue:
    """Show every row of one kind, page by page."""
    keys = asked_keys()
    if kind not in kinds_for_viewer():
        abort(404)
    page = found(kind, query, size=PAGE, after=keys["after"], before=keys["before"])
    hits = [hit(kind, row, query) for row in page.items]
    context = {"label": LABELS[kind], "hits": hits, "page": Page(page), "query": query}
    return render_template("search/kind.html", page_marking=highest_marking(page.items), **context)


def init_room(app: Flask) -> None:
    """Open the room."""
    app.register_blueprint(bp)
