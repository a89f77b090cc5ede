"""What the office knows of a nation, as a document: facts, and what to know when meeting it."""

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from planner.choices import Marking
from planner.partners.models import Nation, PartnerGroup
from planner.shapes.document import Document, Fact, Note, Section
from planner.web.nationnames import nation_name


def nation_document(
    nation: Nation,
    groups: Sequence[PartnerGroup],
    limit: int | None,
    sections: tuple[Section, ...] = (),
    marking: Marking | None = None,
) -> Document:
    """Return the document of a nation with what higher rooms contribute; `limit` is in days
    without contact.
    """
    return Document(
        title=nation_name(nation.code),
        marking="" if marking is None else marking.label,
        facts=(
            Fact(_("Code"), nation.code),
            Fact(_("Tier"), nation.tier.label if nation.tier else _("No tier")),
            Fact(_("Reminder after"), reminder(limit)),
            Fact(_("Desk"), nation.desk),
            Fact(
                _("Partner groups"),
                ", ".join(group.name for group in groups),
                url_for("partner_groups.index_of_groups"),
            ),
        ),
        notes=(
            Note(_("Customs to know"), nation.customs),
            Note(_("Days to avoid"), nation.days_to_avoid),
        ),
        sections=sections,
    )


def reminder(limit: int | None) -> str | None:
    """Return after how long without contact somebody is reminded; None where nobody is."""
    if not limit:
        return None
    return str(ngettext("%(num)s day without contact", "%(num)s days without contact", limit))
