"""Users as they are written; passwords are typed, checked and kept apart."""

from typing import Annotated

from flask_babel import lazy_gettext as _l

from planner.choices import Marking, Role
from planner.shapes.base import Ask, Shape
from planner.shapes.lines import SignInName, Title
from planner.shapes.values import NationCode


class WrittenUser(Shape):
    """What a user may do and see."""

    name: Annotated[Title, Ask(_l("Enter a name"))]
    roles: tuple[Role, ...] = ()
    ceiling: Marking = Marking.OFFICIAL
    has_all_nations: bool = False
    nations: tuple[NationCode, ...] = ()


class NewUser(WrittenUser):
    """A new user: an address besides."""

    email: Annotated[SignInName, Ask(_l("Enter an address"))]


class AskedReset(Shape):
    """The address for which a new password is asked."""

    email: Annotated[SignInName, Ask(_l("Enter your e-mail address"))]


class Invitation(Shape):
    """Several new users at once."""

    colleagues: tuple[NewUser, ...] = ()
