"""What a person’s record must keep to: the viewer’s nations, an organisation of theirs, consent."""

from flask_babel import gettext as _

from planner.db import db
from planner.errors import NotAllowed, RuleBroken
from planner.participants.models import Person
from planner.partners.models import Organisation
from planner.shapes.person import WrittenPerson
from planner.viewers import Viewer
from planner.web.nationnames import nation_name


def check_scope(viewer: Viewer, nation_code: str) -> None:
    """Refuse a nation that the viewer does not work with: the record would be hidden."""
    viewer.require("edit_people", _("Your role does not allow changing people’s records."))
    if viewer.nations is not None and nation_code not in viewer.nations:
        raise NotAllowed(
            _("%(nation)s is not one of your nations.", nation=nation_name(nation_code))
        )


def check_organisation(organisation_id: int | None, nation_code: str) -> None:
    """Refuse an organisation of another nation; an international one belongs to all."""
    if organisation_id is None:
        return
    organisation = db.session.get(Organisation, organisation_id)
    if organisation is None:
        raise RuleBroken(_("The organisation no longer exists. Choose another."))
    if organisation.nation_code not in {None, nation_code}:
        raise RuleBroken(
            _(
                "%(organisation)s belongs to %(nation)s. Choose one of the person’s nation.",
                organisation=organisation.name,
                nation=nation_name(organisation.nation_code),
            )
        )


def check_consent(written: WrittenPerson, person: Person) -> None:
    """Refuse special needs without the person's consent."""
    given = written.given()
    needs = given.get("special_needs", person.special_needs)
    if needs and not given.get("has_consent", person.has_consent):
        raise RuleBroken(
            _("Tick that the person agreed before you note special needs, or empty the field.")
        )
