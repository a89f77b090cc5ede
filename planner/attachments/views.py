"""Pages of attachments, and the door of the room."""

from flask import Flask, Response, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.attachments import (  # noqa: F401 - they register themselves
    erasing,
    going,
    list_views,
    panel_views,
    sweeping,
)
from planner.attachments.actions import attach, change_attachment, remove_attachment
from planner.attachments.asked_views import held_asked_for
from planner.attachments.blueprint import bp, files
from planner.attachments.forms import MOST_AT_ONCE, AttachForm, ChangeForm
from planner.attachments.holders import HeldRow, held_by
from planner.attachments.marking import check_goes
from planner.attachments.models import Attachment
from planner.attachments.sending_views import sent_file
from planner.attachments.sizes import size_words
from planner.attachments.told import marking_of, released_to
from planner.clock import now
from planner.db import db
from planner.events.release.together import release_words
from planner.web import kept
from planner.web.access import may, viewer
from planner.web.removal_forms import RemovalForm
from planner.web.targets import local_target
from planner.web.uploading import takes_files

BY_SCRIPT = "X-Upload"
"""The header by which the page’s own script says that it waits for the answer."""


def init_room(app: Flask) -> None:
    """Open the room."""
    for blueprint in (bp, files):
        app.register_blueprint(blueprint)


@bp.route("/new", methods=["GET", "POST"])
@may("report")
@takes_files
def new() -> ResponseReturnValue:
    """Attach documents to what the address names."""
    held = held_asked_for()
    sent = request.files.getlist("files")
    form = AttachForm(held=held, viewer=viewer(), sent=sent)
    if made := form.submit(attach, held, viewer=viewer(), now=now()):
        flash(_("Attached: %(names)s", names=", ".join(one.name for one in made)), "success")
        return to_page(held)
    if kept.is_shown_again():
        flash(_("Choose the files again: they are not kept while nobody is signed in."), "warning")
    page = render_template(
        "attachments/new.html",
        form=form,
        held=held,
        page_marking=held.marking,
        most_at_once=MOST_AT_ONCE,
    )
    return page, 422 if form.errors or form.form_errors else 200


def to_page(held: HeldRow) -> ResponseReturnValue:
    """Lead back to what the documents hang on; a script is told where, and goes there itself."""
    if request.headers.get(BY_SCRIPT):
        return Response(status=204, headers={"X-Location": held.page})
    return redirect(local_target(held.page), 303)


@bp.get("/<id:attachment_id>")
@may("see")
def show(attachment_id: int) -> ResponseReturnValue:
    """Show what is known of an attachment."""
    attachment = db.get_or_404(Attachment, attachment_id)
    held = held_by(attachment)
    return render_template(
        "attachments/show.html",
        attachment=attachment,
        held=held,
        marking=marking_of(attachment),
        released=release_words(released_to(attachment)),
        size=size_words(attachment.size),
        is_settled=held.kind.is_settled(held.row),
        page_marking=marking_of(attachment),
    )


@bp.get("/<id:attachment_id>/file")
@may("see")
def download(attachment_id: int) -> Response:
    """Hand out the document itself; the history keeps a note of it."""
    return sent_file(db.get_or_404(Attachment, attachment_id))


@bp.get("/<id:attachment_id>/for/<string(length=2):code>")
@may("comment")
def for_partner(attachment_id: int, code: str) -> Response:
    """Hand out a document for one partner, if it may go there; the history says for whom."""
    row = db.get_or_404(Attachment, attachment_id)
    return sent_file(check_goes(row, code.upper(), viewer()), code.upper())


@bp.route("/<id:attachment_id>/edit", methods=["GET", "POST"])
@may("raise_marking")
def edit(attachment_id: int) -> ResponseReturnValue:
    """Change the name, the marking and the release of an attachment."""
    attachment = db.get_or_404(Attachment, attachment_id)
    held, marking = held_by(attachment), marking_of(attachment)
    form = ChangeForm(obj=attachment, viewer=viewer())
    if form.submit(change_attachment, attachment, viewer=viewer()):
        flash(_("The attachment is saved."), "success")
        return redirect(local_target(held.page), 303)
    page = render_template(
        "attachments/edit.html", form=form, attachment=attachment, held=held, page_marking=marking
    )
    return page, 422 if form.errors or form.form_errors else 200


@bp.post("/<id:attachment_id>/remove")
@may("report")
def remove(attachment_id: int) -> ResponseReturnValue:
    """Take an attachment away; the notice brings it back."""
    attachment, form = db.get_or_404(Attachment, attachment_id), RemovalForm()
    page, name = held_by(attachment).page, attachment.name
    back = ("attachments.show", "attachment_id")
    if form.remove(attachment, remove_attachment, attachment, viewer=viewer(), page=back):
        form.tell(_("“%(name)s” was removed.", name=name))
    for sentence in form.form_errors:
        flash(sentence, "error")
    return redirect(local_target(page), 303)
