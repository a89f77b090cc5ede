"""One step with many follow-ups: those that were ticked, or all of the filter."""

from collections import Counter

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from planner.clock import now, today
from planner.errors import RuleBroken
from planner.outcomes.choice_queries import owner_choices
from planner.outcomes.columns import FOLLOW_UPS
from planner.outcomes.follow_up_forms import BulkForm
from planner.outcomes.follow_up_queries import MOST_AT_ONCE, all_follow_ups
from planner.outcomes.follow_up_views import back, bp, inbox, reopen_url
from planner.outcomes.models import FollowUp
from planner.outcomes.promise_queries import follow_ups_by_id
from planner.outcomes.queries import highest
from planner.outcomes.settling_actions import Settled, as_listed, settle_filter, settle_follow_ups
from planner.outcomes.told import told
from planner.shapes.follow_up import FollowUpStep
from planner.text.reading import or_none, row_id
from planner.web.access import may, viewer
from planner.web.file_addresses import with_query
from planner.web.kept_sent import shows_words
from planner.web.lists.file_filters import filter_of_file
from planner.web.number_words import number
from planner.web.removal_forms import offer_undo


@bp.route("/follow-ups/bulk", methods=["POST"])
@may("report")
@shows_words
def bulk() -> ResponseReturnValue:
    """Take one step with the follow-ups that were ticked, or with all of the filter."""
    if request.form.get("all"):
        return whole_filter()
    chosen = follow_ups_by_id(request.form.getlist("follow_up_ids", type=row_id))
    undo = reopen_url(chosen)
    form = BulkForm(ids=[row.id for row in chosen], owners=owner_choices())
    if settled := form.submit(settle_follow_ups, chosen, viewer=viewer(), now=now()):
        number = len(settled)
        text = ngettext("%(num)d follow-up changed.", "%(num)d follow-ups changed.", number)
        if form.step.data == "reassign":
            flash(text, "success")
        else:
            offer_undo(text, undo)
        return back(form)
    return inbox(form)


def whole_filter() -> ResponseReturnValue:
    """Say with how many follow-ups of the filter a step is taken and with how many not, and why.

    What was then looked at is what the next button acts on: a follow-up that was saved or came
    in meanwhile is left as it is.
    """
    words = request.form.get("pinned", "").split()[:MOST_AT_ONCE]
    rows = pinned_rows(words) if words else filter_rows()
    undo = reopen_url(rows) if words else ""
    form = BulkForm(ids=[], owners=owner_choices(), takes_all=True)
    if not words:
        form.pinned.data = " ".join(map(as_listed, rows))
        return trial_page(form, rows) if form.validate() else inbox(form)
    if result := form.submit(settle_filter, rows, viewer=viewer(), now=now()):
        tell_settled(form, result, undo)
        return redirect(whole_filter_url(), 303)
    return trial_page(form, rows)


def trial_page(form: BulkForm, rows: list[FollowUp]) -> ResponseReturnValue:
    """Return the page that asks about a step, or the list when it can be taken with none."""
    try:
        asked = FollowUpStep(**form.values)
        trial = settle_filter(rows, asked, viewer=viewer(), now=now(), is_trial=True)
    except RuleBroken as refusal:
        form.form_errors.append(str(refusal))
        return inbox(form)
    return confirm_page(form, trial)


def filter_rows() -> list[FollowUp]:
    """Return the follow-ups of the filter; RuleBroken for more than are settled at once."""
    rows = all_follow_ups(filter_of_file(FOLLOW_UPS), viewer(), today(), limit=MOST_AT_ONCE + 1)
    if len(rows) > MOST_AT_ONCE:
        raise RuleBroken(
            _(
                "This filter stands for more than %(most)s follow-ups, and no more are settled "
                "at once. Narrow it first.",
                most=number(MOST_AT_ONCE),
            )
        )
    return rows


def pinned_rows(words: list[str]) -> list[FollowUp]:
    """Return the follow-ups that a page was opened with, as far as they are still seen."""
    keys = [or_none(row_id, word.partition("-")[0]) for word in words]
    return follow_ups_by_id(filter(None, keys))


def whole_filter_url() -> str:
    """Return the address of the list by the filter of this request."""
    return with_query(url_for("followups.index"))


def confirm_page(form: BulkForm, result: Settled) -> ResponseReturnValue:
    """Return the page that says with how many a step is taken."""
    page = render_template(
        "followups/confirm.html",
        form=form,
        result=result,
        step=form.step.choices[form.step.data],
        reasons=Counter(reason for _row, reason in result.refused).most_common(),
        back_url=whole_filter_url(),
        page_marking=highest(told([*result.done, *(row for row, _reason in result.refused)])),
    )
    return page, 422 if form.errors or form.form_errors else 200


def tell_settled(form: BulkForm, result: Settled, undo: str) -> None:
    """Say how many follow-ups changed, and how many did not and why."""
    done, refused = len(result.done), len(result.refused)
    text = ngettext("%(num)d follow-up changed.", "%(num)d follow-ups changed.", done)
    if refused:
        reasons = " ".join(dict.fromkeys(reason for _row, reason in result.refused))
        text += " " + ngettext(
            "%(num)d was left out: %(why)s", "%(num)d were left out: %(why)s", refused, why=reasons
        )
    if form.step.data == "reassign" or not done:
        flash(text, "success")
    else:
        offer_undo(text, undo)
