"""Pages of partner groups."""

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import now
from planner.db import db
from planner.partners.forms import GroupForm
from planner.partners.group_actions import add_group, delete_group, edit_group
from planner.partners.group_columns import GROUPS
from planner.partners.group_queries import groups_with_members
from planner.partners.models import PartnerGroup
from planner.partners.queries import nation_choices
from planner.web.access import may
from planner.web.file_addresses import beside_the_list
from planner.web.lists.files import respond_list
from planner.web.removal_forms import RemovalForm

groups = Blueprint("partner_groups", __name__, url_prefix="/partner-groups")


@groups.route("/")
@may("see")
def index_of_groups() -> ResponseReturnValue:
    """List the partner groups with their members."""
    return render_template("partner_groups/index.html", groups=groups_with_members())


@may("see")
def export(suffix: str) -> Response:
    """Download the partner groups with their members."""
    return respond_list(GROUPS, groups_with_members(), suffix, as_of=now())


beside_the_list(groups, "/partner-groups", export)


@groups.route("/new", methods=["GET", "POST"])
@may("edit_catalogue")
def new() -> ResponseReturnValue:
    """Add a partner group."""
    form = GroupForm(nations=nation_choices())
    if group := form.submit(add_group):
        flash(_("%(name)s was added", name=group.name), "success")
        return redirect(url_for(".index_of_groups"), 303)
    return render_template("partner_groups/edit.html", form=form, group=None), (
        422 if form.errors else 200
    )


@groups.route("/<id:group_id>/edit", methods=["GET", "POST"])
@may("edit_catalogue")
def edit_members(group_id: int) -> ResponseReturnValue:
    """Change a partner group and its members."""
    group = db.get_or_404(PartnerGroup, group_id)
    stored = {
        "code": group.code,
        "name": group.name,
        "members": [nation.code for nation in group.members],
        "version": group.version,
    }
    form = GroupForm(nations=nation_choices(), data=stored)
    if form.submit(edit_group, group):
        flash(_("%(name)s was saved", name=group.name), "success")
        return redirect(url_for(".index_of_groups"), 303)
    return render_template("partner_groups/edit.html", form=form, group=group), (
        422 if form.errors else 200
    )


@groups.route("/<id:group_id>/delete", methods=["POST"])
@may("edit_catalogue")
def delete(group_id: int) -> ResponseReturnValue:
    """Delete a partner group."""
    group = db.get_or_404(PartnerGroup, group_id)
    form, name = RemovalForm(), group.name
    page = ("partner_groups.edit_members", "group_id")
    if form.remove(group, delete_group, group, page=page):
        form.tell(_("%(name)s was deleted", name=name))
        return redirect(url_for(".index_of_groups"), 303)
    flash(" ".join(form.form_errors), "error")
    return redirect(url_for(".edit_members", group_id=group_id), 303)
