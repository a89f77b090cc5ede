import re

import pytest

from planner.accounts.actions import deactivate_user, edit_user
from planner.accounts.models import User
from planner.accounts.passwords import is_password_of
from planner.accounts.queries import user_by_email
from planner.choices import Marking, Role
from planner.db import db
from planner.errors import RuleBroken
from planner.shapes.user import WrittenUser
from tests.factories import make_nation, make_user
from tests.pages import PageClient

NEW = {
    "email": "Grace@Rapport.example",
    "name": "Grace",
    "roles": ["planner", "approver"],
    "ceiling": "1",
    "nations": ["FR"],
}


@pytest.fixture
def admin(client_as):
    make_nation("FR")
    return client_as("administrator")


def shown_password(page):
    return re.search(r"<code>([a-z0-9-]{19})</code>", page.html).group(1)


def edit_page_fields(user, **changes):
    fields = {
        "version": user.version,
        "name": user.name,
        "roles": sorted(user.role_set),
        "ceiling": int(user.ceiling),
        "nations": [nation.code for nation in user.nations],
    }
    if user.has_all_nations:
        fields["has_all_nations"] = "y"
    return fields | changes


@pytest.mark.parametrize("role", ["viewer", "planner", "approver", "country_desk"])
def test_only_administrators_manage_users(client_as, role):
    client = client_as(role)
    other = make_user()

    assert client.get("/users/").status == 403
    assert client.get("/users/new").status == 403
    for step in ("", "/reset", "/sign-out", "/forget-failures", "/deactivate", "/reactivate"):
        assert client.post(f"/users/{other.id}{step}").status == 403
    assert PageClient(client.app, None).get("/users/").status == 303


def test_a_new_user_gets_a_one_time_password_that_is_shown_once(admin, nobody):
    page = admin.post("/users/new", NEW)

    user = user_by_email("grace@rapport.example")
    assert page.status == 200
    assert user.role_set == {Role.PLANNER, Role.APPROVER}
    assert [nation.code for nation in user.nations] == ["FR"]
    assert user.ceiling is Marking.OFFICIAL
    assert user.must_change_password
    once = shown_password(page)
    assert is_password_of(user, once)
    assert once not in admin.get(f"/users/{user.id}").html
    assert "Grace" in admin.get("/users/").text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"nations": []}, "Choose the nations that this user works with"),
        ({"roles": []}, "Choose at least one role."),
        ({"email": "not an address"}, "Enter an address such as"),
        ({"name": ""}, "Enter a name"),
    ],
)
def test_a_user_that_cannot_be_added_is_refused_with_the_reason(admin, changes, sentence):
    page = admin.post("/users/new", NEW | changes)

    assert page.status == 422
    assert sentence in page.text


def test_an_address_is_used_once(admin):
    make_user(email="grace@rapport.example")

    page = admin.post("/users/new", NEW)

    assert page.status == 422
    assert "There is a user with this address already." in page.text


def test_a_user_is_changed(admin):
    user = make_user(nations=["FR"])
    make_nation("ID")
    assert admin.get(f"/users/{user.id}").status == 200

    page = admin.post(
        f"/users/{user.id}",
        edit_page_fields(user, name="New name", roles=["viewer"], nations=["ID"], ceiling="0"),
    )

    assert page.status == 303
    assert user.name == "New name"
    assert user.role_set == {Role.VIEWER}
    assert [nation.code for nation in user.nations] == ["ID"]
    assert user.ceiling is Marking.PUBLIC


def test_two_administrators_changing_roles_see_each_others_change(admin):
    user = make_user(nations=["FR"])
    fields = edit_page_fields(user, name="Mine", base='{"name": "Before", "roles": ["planner"]}')
    edit_user(
        user,
        WrittenUser(
            name="Theirs",
            roles=[Role.VIEWER],
            ceiling=user.ceiling,
            has_all_nations=True,
            nations=[],
        ),
        by_id=None,
    )
    db.session.flush()

    page = admin.post(f"/users/{user.id}", fields)

    assert page.status == 422
    assert "Theirs" in page.text
    assert user.name == "Theirs"


def test_a_change_of_roles_alone_moves_the_version(admin):
    user = make_user(nations=["FR"])
    db.session.commit()
    before = user.version

    admin.post(f"/users/{user.id}", edit_page_fields(user, roles=["viewer"]))

    assert user.version == before + 1


def test_resetting_gives_a_one_time_password_and_ends_sessions(admin, client_as):
    client = client_as("planner")
    user = db.session.get(User, client.user_id)

    page = admin.post(f"/users/{user.id}/reset")

    assert is_password_of(user, shown_password(page))
    assert user.must_change_password
    assert client.get("/account/").status == 303


def test_deactivating_shuts_out_at_once_and_can_be_undone(admin, client_as):
    client = client_as("planner")

    page = admin.post(f"/users/{client.user_id}/deactivate")

    assert client.get("/account/").status == 303
    shown = admin.follow(page)
    assert "Undo" in shown.text
    assert admin.post(f"/users/{client.user_id}/reactivate").status == 303
    assert db.session.get(User, client.user_id).active


def test_nobody_deactivates_themselves_or_drops_their_own_administrator_role(admin):
    user = db.session.get(User, admin.user_id)
    make_user(roles=[Role.ADMINISTRATOR])

    page = admin.post(f"/users/{user.id}/deactivate")
    assert "You cannot deactivate yourself." in admin.follow(page).text
    page = admin.post(f"/users/{user.id}", edit_page_fields(user, roles=["viewer"]))
    assert page.status == 422
    assert "You cannot take the administrator’s role from yourself." in page.text
    assert user.active
    assert user.role_set == {Role.ADMINISTRATOR}


def test_the_last_active_administrator_stays():
    last = make_user(roles=[Role.ADMINISTRATOR])
    make_user(roles=[Role.ADMINISTRATOR], active=False)
    same = {"name": "A", "ceiling": Marking.PUBLIC, "has_all_nations": True, "nations": []}

    with pytest.raises(RuleBroken, match="last active administrator"):
        deactivate_user(last, by_id=None)
    with pytest.raises(RuleBroken, match="last active administrator"):
        edit_user(last, WrittenUser(roles=[Role.VIEWER], **same), by_id=None)


def test_users_are_found_by_name_and_address(admin):
    make_user(name="Grace Hopper", email="g@rapport.example")
    make_user(name="Alan Turing", email="at@rapport.example")

    assert "Alan Turing" not in admin.get("/users/?q=hopper").text
    assert "Grace Hopper" in admin.get("/users/?q=g%40rap").text
    assert "No user found" in admin.get("/users/?q=%25zz").text


def test_the_list_of_users_costs_the_same_for_many(admin, queries):
    for _ in range(30):
        make_user(nations=["FR"])

    with queries() as seen:
        admin.get("/users/")

    assert len(seen) <= 12


def test_one_sees_ones_own_account(client_as):
    client = client_as("planner", nations=["FR"])

    page = client.get("/account/")

    assert "France" in page.text
    assert "OFFICIAL-SENSITIVE" in page.text
