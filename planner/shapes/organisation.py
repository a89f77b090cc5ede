"""Organisations, institutions and programmes as they are written."""

from typing import Annotated

from flask_babel import lazy_gettext as _l
from pydantic import BeforeValidator, Field

from planner.choices import OrganisationKind, ProgrammeKind
from planner.shapes.base import Ask, Shape
from planner.shapes.lines import OR_NONE, KindCode, Line, Line40, NationChoice, Title
from planner.shapes.values import Key, NationCode, TermCode, Text, a_number

NAME = Ask(_l("Enter the name."))
YearOfWork = Annotated[int, Field(ge=1500, le=2200), BeforeValidator(a_number)]


class WrittenOrganisation(Shape):
    """A ministry, service, unit, academy or agency, and what it stands under."""

    name: Annotated[Title, NAME]
    short_name: Line40 = ""
    kind: OrganisationKind
    nation_code: NationChoice = None
    parent_id: Key | None = None
    town: Line = ""
    note: Text = ""


class WrittenInstitution(Shape):
    """A place where officers are taught."""

    name: Annotated[Title, NAME]
    nation_code: NationChoice = None
    town: Line = ""
    level: Line40 = ""
    armed_service: TermCode | None = None
    founded_year: YearOfWork | None = None
    source_note: Text = ""


class WrittenProgramme(Shape):
    """A series, an agreement or a scheme; the members of a group become partners."""

    name: Annotated[Title, NAME]
    kind: ProgrammeKind
    main_kind: Annotated[KindCode | None, OR_NONE] = None
    lead_code: NationChoice = None
    partner_codes: tuple[NationCode, ...] = ()
    group_code: Line40 = ""
    is_host_alternating: bool = False
    interval_months: Annotated[int, Field(ge=1, le=240), BeforeValidator(a_number)] | None = None
    started_year: YearOfWork | None = None
    ended_year: YearOfWork | None = None
    description: Text = ""
    source_note: Text = ""
