"""Commitments that fall due, of either side: for who keeps them in view."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import joinedload

from planner.accounts.labels import owner_name
from planner.choices import CommitmentState, PromisedBy
from planner.commitments.lines import marking_of_commitment
from planner.commitments.models import Commitment
from planner.outcomes.due_items import owned
from planner.shapes.due_item import DueItem
from planner.web.due_sources import DueSource, due_source
from planner.web.nationnames import nation_name


def commitment_item(row: Commitment) -> DueItem:
    """Return a commitment as something that falls due."""
    url = url_for("commitments.show", commitment_id=row.id)
    partner, is_ours = nation_name(row.nation_code), row.promised_by is PromisedBy.OURS
    detail = _("we promised %(partner)s") if is_ours else _("%(partner)s promised us")
    return DueItem(
        "commitments",
        row.what,
        url,
        row.due_on,
        owner_name(row.owner),
        detail % {"partner": partner},
        marking_of_commitment(row),
        _("Settle") if is_ours else _("Ask, then settle"),
        url,
        row.id,
        row.version + (row.made_at.version if row.made_at else 0),
    )


COMMITMENTS_DUE = due_source(
    DueSource(
        "commitments",
        _l("Commitments in your keeping"),
        Commitment,
        lambda: Commitment.state == CommitmentState.OPEN,
        lambda viewer: Commitment.owner_id == viewer.user_id,
        Commitment.due_on,
        commitment_item,
        loads=(joinedload(Commitment.made_at), *owned(joinedload(Commitment.owner))),
        place=15,
    )
)
