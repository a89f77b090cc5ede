"""The last quarter of the sample office: closed, with something verified in it afterwards."""

from datetime import datetime

from flask import current_app

from planner.choices import Role
from planner.db import db
from planner.office.queries import year_style
from planner.officetime import office_day
from planner.outcomes.verification_actions import verify_outcome
from planner.reports.periods import ReportPeriod, earlier, quarters_of
from planner.sample import queries
from planner.sample.users import address_of
from planner.shapes.outcome import Verification
from planner.snapshots.actions import close_period
from planner.snapshots.taking import take_reports
from planner.viewers import acting_as
from planner.web.apart import request_apart


def close_last_quarter(now: datetime) -> None:
    """Close the quarter that ended last, then verify what was found in it: its reports moved."""
    approver = queries.user_called(address_of(Role.APPROVER)).as_viewer
    with request_apart(current_app, "", "sample"):
        quarter = last_quarter(now)
        taken = take_reports(quarter, office_day(now))
        with acting_as(db.session, approver):
            close_period(quarter, taken, viewer=approver, now=now)
            for outcome in queries.open_outcomes(quarter.first, quarter.last)[:1]:
                told = Verification(verification_source="Letter came after the closing (sample)")
                verify_outcome(outcome, told, viewer=approver, now=now)
            db.session.flush()


def last_quarter(now: datetime) -> ReportPeriod:
    """Return the quarter before the one that holds a moment."""
    day, style = office_day(now), year_style()
    present = next(one for one in quarters_of(style.holding(day)) if one.first <= day <= one.last)
    return earlier(present, 1)[0]
