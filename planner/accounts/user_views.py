"""Users, for administrators."""

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner import clock
from planner.accounts.actions import add_user, edit_user, reactivate_user
from planner.accounts.brakes import hashed_name
from planner.accounts.columns import USERS
from planner.accounts.failure_views import failed_of, failure_lines
from planner.accounts.models import User
from planner.accounts.password_actions import reset_password
from planner.accounts.queries import users
from planner.accounts.session_actions import leave_elsewhere
from planner.accounts.sign_in_actions import forget_failures as forget_tries
from planner.accounts.signals import signed_out
from planner.accounts.user_forms import NewUserForm, UserForm
from planner.db import db
from planner.partners.queries import nation_choices
from planner.web.access import may, viewer
from planner.web.forms import ActionForm
from planner.web.lists.shown import shown_filter
from planner.web.log_commits import commit_log

bp = Blueprint("users", __name__, url_prefix="/users")


@bp.route("/")
@may("administer")
def index() -> ResponseReturnValue:
    """List the users."""
    shown = shown_filter(USERS)
    return render_template(
        "users/index.html",
        shown=shown,
        users=shown.wanted.among(users()),
        columns=USERS.page_columns,
        failures=failure_lines(),
    )


@bp.route("/new", methods=["GET", "POST"])
@may("administer")
def new() -> ResponseReturnValue:
    """Add a user; the one-time password is shown on the answer and nowhere else."""
    form = NewUserForm(nation_choices())
    if added := form.submit(add_user, now=clock.now()):
        user, once = added
        return render_template("users/password.html", user=user, password=once, is_new=True)
    return render_template("users/new.html", form=form), 422 if form.errors else 200


def stored(user: User) -> dict[str, object]:
    """Return the user's row in the form's terms."""
    return {
        "name": user.name,
        "roles": sorted(user.role_set),
        "ceiling": user.ceiling,
        "has_all_nations": user.has_all_nations,
        "nations": sorted(nation.code for nation in user.nations),
        "version": user.version,
    }


@bp.route("/<id:user_id>", methods=["GET", "POST"])
@may("administer")
def edit(user_id: int) -> ResponseReturnValue:
    """Change what a user may do and see."""
    user = db.get_or_404(User, user_id)
    form = UserForm(nation_choices(), data=stored(user))
    if form.submit(edit_user, user, by_id=viewer().user_id):
        flash(_("%(name)s was saved.", name=user.name), "success")
        return redirect(url_for(".index"), 303)
    page = render_template("users/edit.html", form=form, user=user, failed=failed_of(user))
    return page, 422 if form.errors or form.form_errors else 200


@bp.route("/<id:user_id>/forget-failures", methods=["POST"])
@may("administer")
def forget_failures(user_id: int) -> ResponseReturnValue:
    """Forget the failed sign-ins of a user: the next try need not wait."""
    user = db.get_or_404(User, user_id)
    name_hash = hashed_name(user.email, current_app.config["SECRET_KEY"])
    if ActionForm().submit(forget_tries, name_hash):
        flash(_("The failed sign-ins of %(name)s are forgotten.", name=user.name), "success")
    return redirect(url_for(".edit", user_id=user_id), 303)


@bp.route("/<id:user_id>/reset", methods=["POST"])
@may("administer")
def reset(user_id: int) -> ResponseReturnValue:
    """Give the user a one-time password, shown once."""
    user = db.get_or_404(User, user_id)
    if once := ActionForm().submit(reset_password, user):
        return render_template("users/password.html", user=user, password=once, is_new=False)
    return redirect(url_for(".edit", user_id=user_id), 303)


@bp.route("/<id:user_id>/sign-out", methods=["POST"])
@may("administer")
def sign_out(user_id: int) -> ResponseReturnValue:
    """Sign the user out everywhere, for a browser that is lost."""
    user = db.get_or_404(User, user_id)
    if ActionForm().submit(leave_elsewhere, user):
        signed_out.send(current_app, user=user)
        commit_log()
        flash(_("%(name)s is signed out everywhere.", name=user.name), "success")
    return redirect(url_for(".edit", user_id=user_id), 303)


@bp.route("/<id:user_id>/reactivate", methods=["POST"])
@may("administer")
def reactivate(user_id: int) -> ResponseReturnValue:
    """Let the user in again."""
    user = db.get_or_404(User, user_id)
    if ActionForm().submit(reactivate_user, user):
        flash(_("%(name)s may sign in again.", name=user.name), "success")
    return redirect(url_for(".edit", user_id=user_id), 303)
