"""The search page: one box over every kind of row that has words, the kinds as tabs."""

from dataclasses import dataclass
from importlib import import_module
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Flask, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.search import indexing  # noqa: F401 - its listeners keep the index
from planner.search.hits import LABELS, Hit, highest_marking, hit
from planner.search.places import places_for_viewer
from planner.search.queries import SOURCES, found, kinds_found, number_found
from planner.text.folding import MAX_QUERY, asked
from planner.web.access import may, viewer
from planner.web.paging import Page, asked_keys, asks_for_all
from planner.web.targets import local_target

bp = Blueprint("search", __name__)
SHOWN = 5


@dataclass(frozen=True)
class Group:
    """What was found of one kind: the first lines, how many there are, where the rest is."""

    kind: str
    label: Any
    hits: list[Hit]
    total: int
    all_url: str


def search_url(query: str, kind: str = "") -> str:
    """Return the address of what is found, of all kinds or of one."""
    words = {"q": query} | ({"kind": kind} if kind else {})
    return f"{url_for('search.index')}?{urlencode(words)}"


def kinds_for_viewer() -> list[str]:
    """Return the kinds that this viewer may search, in the order they are shown."""
    return [kind for kind in LABELS if kind != "person" or viewer().may("see_people")]


def asked_query() -> str:
    """Return what was typed, on one line."""
    return " ".join(request.args.get("q", "").replace("\x00", " ").split())[:MAX_QUERY]


def tabs(query: str, current: str, numbers: dict[str, int]) -> list[tuple[Any, ...]]:
    """Return the kinds of which something was found, with how many, and the one that is shown."""
    shown = [kind for kind in kinds_for_viewer() if numbers.get(kind) or kind == current]
    everything = (_("All"), search_url(query), not current, sum(numbers.values()))
    return [
        everything,
        *(
            (LABELS[kind][0], search_url(query, kind), kind == current, numbers.get(kind, 0))
            for kind in shown
        ),
    ]


@bp.get("/search")
@may("see")
def index() -> ResponseReturnValue:
    """Show what the viewer may see of what was searched for."""
    query, kind = asked_query(), request.args.get("kind", "")
    if kind:
        return one_kind(kind, query)
    groups: list[Group] = []
    rows: list[Any] = []
    there = kinds_found(query)
    for name in (kind for kind in kinds_for_viewer() if kind in there):
        page = found(name, query, size=SHOWN)
        if page.total:
            hits = [hit(name, row, query) for row in page.items]
            label, total = LABELS[name][0], page.total
            groups.append(Group(name, label, hits, total, search_url(query, name)))
        rows += page.items
    numbers = {group.kind: group.total for group in groups}
    context = {
        "query": query,
        "is_asked": bool(asked(query)),
        "tabs": tabs(query, "", numbers),
        "kinds": [LABELS[name][0] for name in kinds_for_viewer()],
        "places": places_for_viewer(query),
        "page_marking": highest_marking(rows),
    }
    return render_template("search/index.html", groups=groups, labels=LABELS, **context)


def one_kind(kind: str, query: str) -> ResponseReturnValue:
    """Show every row of one kind, page by page."""
    if kind not in SOURCES or kind not in kinds_for_viewer():
        abort(404)
    whole_url = url_for("people.index", q=query, rows="all") if kind == "person" else None
    if whole_url and asks_for_all():
        return redirect(local_target(whole_url), 303)
    page = found(kind, query, **asked_keys())
    there = kinds_found(query) - {kind}
    others = {name: number_found(name, query) for name in kinds_for_viewer() if name in there}
    context = {
        "label": LABELS[kind][0],
        "labels": LABELS,
        "hits": [hit(kind, row, query) for row in page.items],
        "page": Page(page),
        "query": query,
        "kind": kind,
        "whole_url": whole_url,
        "tabs": tabs(query, kind, others | {kind: page.total or 0}),
        "elsewhere": sum(others.values()),
        "everything_url": search_url(query),
        "page_marking": highest_marking(page.items),
    }
    return render_template("search/kind.html", **context)


def init_room(app: Flask) -> None:
    """Open the room."""
    import_module("planner.search.jobs")
    app.register_blueprint(bp)
