"""The role is made after a migration; where the application may not, what is missing is said.

Roles and owners change within the transaction of the test, which takes all of it back.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from django.db import connection

from jalon.web.guards.wall import build, role
from jalon.web.guards.wall.build import build_wall, build_wall_after_migration
from jalon.web.guards.wall.role import look_at_wall, name_role
from jalon.web.guards.wall.sides import list_tables

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def superuser(db: None) -> None:
    """Whoever changes roles and owners; the test's end is the application's again."""
    run("RESET SESSION AUTHORIZATION")


def role_of_test() -> str:
    """Another than the database's own; each process of the tests has its own, as its database."""
    return f'jalon_caseworker "{connection.settings_dict["NAME"]}"'


def quoted_role() -> str:
    return '"' + role_of_test().replace('"', '""') + '"'


def account() -> str:
    return f"dsi_{connection.settings_dict['NAME']}"


def run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture
def be(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Makes an account that owns the tables, with the attributes given, the application's own."""
    for module in (role, build):
        monkeypatch.setattr(module, "name_role", role_of_test)

    monkeypatch.setattr(settings, "DATABASE_ACCOUNT", account())

    def be(attributes: str) -> None:
        run(f"CREATE ROLE {account()} {attributes}")
        owned = {table for table, _ in list_tables()}
        run(*(f"ALTER TABLE {table} OWNER TO {account()}" for table in sorted(owned)))
        run(f"SET SESSION AUTHORIZATION {account()}")

    return be


def test_an_account_that_may_make_roles_makes_it(
    be: Callable[[str], None], caplog: pytest.LogCaptureFixture
) -> None:
    be("CREATEROLE")
    assert not look_at_wall()
    assert build_wall()
    assert build_wall()
    assert caplog.messages == []


def test_an_account_that_may_not_says_what_its_administrator_runs(
    be: Callable[[str], None], caplog: pytest.LogCaptureFixture
) -> None:
    be("")
    missing = f'CREATE ROLE {quoted_role()} NOLOGIN; GRANT {quoted_role()} TO "{account()}";'
    assert not build_wall()
    assert caplog.messages == [
        "The database does not hold the wall, the code alone does: let its administrator run "
        f"« {missing} », then run jalon site migrate again. See docs/service.md."
    ]
    caplog.clear()
    run("RESET SESSION AUTHORIZATION", missing, f"SET SESSION AUTHORIZATION {account()}")
    assert not look_at_wall()
    assert build_wall()
    assert caplog.messages == []


def test_a_way_to_the_tables_is_asked_for_where_not_everybody_has_one(
    be: Callable[[str], None], caplog: pytest.LogCaptureFixture
) -> None:
    run("REVOKE USAGE ON SCHEMA public FROM PUBLIC")
    be("")
    run("RESET SESSION AUTHORIZATION", f"GRANT USAGE ON SCHEMA public TO {account()}")
    run(f"SET SESSION AUTHORIZATION {account()}")
    assert not build_wall()
    assert f'GRANT USAGE ON SCHEMA "public" TO {quoted_role()};' in caplog.text


@pytest.mark.parametrize(
    "breach",
    [
        "GRANT SELECT (cells) ON matching_tile TO {role}",
        "GRANT INSERT ON jobs_offer TO PUBLIC",
        "GRANT pg_read_all_data TO {role}",
        "ALTER ROLE {role} BYPASSRLS",
        "ALTER ROLE {role} SUPERUSER",
        "REVOKE SELECT ON people_accesslink FROM {role}",
    ],
)
def test_a_breach_is_seen(breach: str) -> None:
    assert look_at_wall()
    run(breach.format(role=f'"{name_role()}"'))
    assert not look_at_wall()


def test_a_migration_takes_back_what_nobody_declared() -> None:
    run(f'GRANT SELECT ON matching_tile, auth_user TO "{name_role()}"')
    assert not look_at_wall()
    build_wall_after_migration(plan=[])
    assert look_at_wall()


def test_emptying_the_tables_is_no_migration(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "build_wall", lambda: pytest.fail("built again"))
    build_wall_after_migration(verbosity=0)


def test_on_the_way_to_the_first_version_nothing_is_said(
    caplog: pytest.LogCaptureFixture,
) -> None:
    run("DROP TABLE people_accesslink")
    assert not build_wall()
    assert caplog.messages == []
