"""What the office knows of a nation, as a document: facts, and what higher rooms tell."""

from collections.abc import Sequence

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from planner.choices import Marking
from planner.partners.models import Nation, PartnerGroup
from planner.shapes.document import Document, Fact, Onward, Section
from planner.web.access import viewer
from planner.web.nationnames import nation_name


def nation_document(
    nation: Nation,
    groups: Sequence[PartnerGroup],
    limit: int | None,
    sections: tuple[Section, ...] = (),
    marking: Marking | None = None,
    onward: tuple[Onward, ...] = (),
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
        onward=onward,
        sections=sections,
    )


def catalogue_of(code: str) -> tuple[Onward, ...]:
    """Return where the catalogue has more of a nation; people for those who work with them."""
    found = (
        Onward(_("Organisations"), url_for("organisations.index", nation=code)),
        Onward(_("Institutions"), url_for("institutions.index", nation=code)),
        Onward(_("Programmes"), url_for("programmes.index", nation=code)),
    )
    if not viewer().may("see_people"):
        return found
    return (*found, Onward(_("People"), url_for("people.index", nation=code)))


def reminder(limit: int | None) -> str | None:
    """Return after how long without contact somebody is reminded; None where nobody is."""
    if not limit:
        return None
    return str(ngettext("%(num)s day without contact", "%(num)s days without contact", limit))
