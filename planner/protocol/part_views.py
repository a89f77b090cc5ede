"""The pages on which rows of one sort are written for an event: listed, added, changed, removed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from planner.events.models import Event
from planner.events.page.answers import removed
from planner.events.shown import shown
from planner.events.states.step_views import turned_away
from planner.protocol.actions import Rules, add_part, change_part, remove_part
from planner.protocol.forms import PartForm
from planner.protocol.queries import row_of, rows_of
from planner.web.access import may, viewer
from planner.web.cells import cell
from planner.web.lists.columns import RowList
from planner.web.number_words import NONE
from planner.web.removal_forms import RemovalForm


@dataclass(frozen=True)
class PartWords:
    """What pages say of rows of one sort."""

    title: Any
    lede: Any
    one: Any
    add: Any
    none: Any
    added: Any
    saved: Any
    removed: Any


@dataclass(frozen=True)
class PartPages:
    """Rows of one sort of an event: how they are called, listed, asked for and written."""

    name: str
    """As the page of the event asks for them, and the address of their page."""
    path: str
    key: str
    permission: str
    rules: Rules
    form: type[PartForm]
    table: RowList
    words: PartWords
    proposed: Callable[[Event, Sequence[Any]], dict[str, Any]]
    """What the form of a new row is filled with."""


def part_blueprint(part: PartPages) -> Blueprint:
    """Return the pages of one sort of rows."""
    bp = Blueprint(part.name, __name__, url_prefix="/events")
    one = f"/<id:event_id>/{part.path}/<id:{part.key}>"

    @bp.route(f"/<id:event_id>/{part.path}", methods=["GET", "POST"])
    @may(part.permission)
    def index(event_id: int) -> ResponseReturnValue:
        """List what there is, and add to it."""
        event = shown(event_id)
        if away := turned_away(part.rules.step, event):
            return away
        rows = rows_of(part.name, event)
        form = part.form(event=event, data=part.proposed(event, rows))
        if form.submit(add_part, event, rules=part.rules, viewer=viewer()):
            flash(str(part.words.added), "success")
            return redirect(url_for(".index", event_id=event_id), 303)
        return answer(part, form, shown(event_id), rows)

    @bp.route(one, methods=["GET", "POST"])
    @may(part.permission)
    def edit(event_id: int, **key: int) -> ResponseReturnValue:
        """Change one of them."""
        event = shown(event_id)
        if away := turned_away(part.rules.step, event):
            return away
        row = row_of(part.name, event, key[part.key]) or abort(404)
        form = part.form(event=event, obj=row)
        if form.submit(change_part, row, rules=part.rules, viewer=viewer()):
            flash(str(part.words.saved), "success")
            return redirect(url_for(".index", event_id=event_id), 303)
        return answer(part, form, event, row=row)

    @bp.route(f"{one}/remove", methods=["POST"])
    @may(part.permission)
    def remove(event_id: int, **key: int) -> ResponseReturnValue:
        """Remove one of them; the undo button brings it back."""
        event, form = shown(event_id), RemovalForm()
        row = row_of(part.name, event, key[part.key])
        page = url_for(".index", event_id=event_id)
        form.remove(row, remove_part, event, row, rules=part.rules, viewer=viewer(), page=page)
        return removed(page, form, str(part.words.removed))

    return bp


def answer(
    part: PartPages, form: PartForm, event: Event, rows: Sequence[Any] = (), row: Any = None
) -> ResponseReturnValue:
    """Return the page of all rows or of one; 422 when something has to be corrected."""
    page = render_template(
        "protocol/one.html" if row is not None else "protocol/all.html",
        part=part,
        form=form,
        event=event,
        rows=[(row, in_one_line(part.table, row)) for row in rows],
        row=row,
        page_marking=event.marking,
    )
    return page, 422 if form.errors or form.form_errors else 200


def in_one_line(table: RowList, row: Any) -> str:
    """Return what is known of a row beside what it is, in the order of its columns."""
    columns = (one for one in table.page_columns if one.name != "what")
    words: list[str] = []
    for one in columns:
        text = cell(one.of(row, None), one.kind)
        if one.name == "currency":
            words[-1] += f" {text}" if row.value is not None else ""
        elif text not in ("", NONE):
            words.append(text)
    return " · ".join(words)
