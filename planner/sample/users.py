"""One demo user of each role, with a password made at loading."""

import secrets
from datetime import datetime
from pathlib import Path

from planner.accounts.actions import add_user
from planner.accounts.models import User
from planner.choices import Marking, Role
from planner.server.files import private_file
from planner.shapes.user import NewUser

NAMES = {
    Role.VIEWER: "Vera Viewer",
    Role.PLANNER: "Paul Planner",
    Role.APPROVER: "Anna Approver",
    Role.COUNTRY_DESK: "Dara Desk",
    Role.ADMINISTRATOR: "Adam Administrator",
}
CEILINGS = {Role.VIEWER: Marking.OFFICIAL}


def address_of(role: Role) -> str:
    """Return the sign-in name of the demo user of a role."""
    return f"{role.value.replace('_', '-')}@rapport.example"


def demo_users(now: datetime) -> tuple[dict[Role, User], dict[str, str]]:
    """Make one user of each role; return them, and each address with its password."""
    users, passwords = {}, {}
    for role, name in NAMES.items():
        password = secrets.token_urlsafe(18)
        new = NewUser(
            email=address_of(role),
            name=f"{name} (sample)",
            roles=(role,),
            ceiling=CEILINGS.get(role, Marking.OFFICIAL_SENSITIVE),
            has_all_nations=True,
        )
        users[role], _once = add_user(new, now=now, password=password)
        passwords[address_of(role)] = password
    return users, passwords


def write_sign_ins(folder: Path, passwords: dict[str, str]) -> str:
    """Keep the sign-ins in the instance folder, mode 600; return them, a line a role."""
    lines = [
        f"sign-in: {address.partition('@')[0]} {address} {password}"
        for address, password in passwords.items()
    ]
    path = folder / "demo-sign-ins.txt"
    path.unlink(missing_ok=True)
    private_file(path).write_text("\n".join(lines) + "\n")
    return "\n".join(lines)
