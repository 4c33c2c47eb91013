"""Who may do what in the embedded server: an owner of the tables, an application that owns none.

Everything is said in PostgreSQL's single mode, before the server starts: it needs no password, so
a cluster of an older Jalon, which asked for none, and one whose passwords were lost are mended too.
"""

from __future__ import annotations

from pathlib import Path

from jalon.runtime.postgres.layout import APPLICATION, DATABASE, OWNER, SUPERUSER, Layout
from jalon.runtime.postgres.passwords import keep_passwords, make_passwords
from jalon.runtime.postgres.programs import DatabaseError, Programs

_HBA = """# Written by Jalon. The server listens on no network; its socket asks for a password.
local all all scram-sha-256
"""
# One statement a line: that is how the single mode reads them.
_MAKE = (
    "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') "
    "THEN CREATE ROLE {role}; END IF; END $$;\n"
)
_ATTRIBUTES = {
    SUPERUSER: "LOGIN SUPERUSER",
    # It makes the role of caseworkers' pages, and databases of tests.
    OWNER: "LOGIN NOSUPERUSER CREATEROLE CREATEDB NOBYPASSRLS",
    APPLICATION: "LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB NOBYPASSRLS",
}
_DATABASE_RIGHTS = (
    f"ALTER DATABASE {DATABASE} OWNER TO {OWNER};\n"
    f"REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC;\n"
    f"GRANT CONNECT, TEMPORARY ON DATABASE {DATABASE} TO {APPLICATION};\n"
)
# What an older Jalon made as superuser becomes the owner's; the caseworkers' role is its to give.
_TAKE_OVER = (
    "DO $$ DECLARE command text; BEGIN FOR command IN "
    "SELECT format('ALTER %s %s OWNER TO {owner}', CASE relkind WHEN 'S' THEN 'SEQUENCE' "
    "WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END, oid::regclass) FROM pg_class "
    "WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'S') "
    "AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype IN ('a', 'i')) "
    "UNION ALL SELECT format('ALTER ROUTINE %s OWNER TO {owner}', oid::regprocedure) FROM pg_proc "
    "WHERE pronamespace = 'public'::regnamespace "
    "UNION ALL SELECT format('ALTER TYPE %s OWNER TO {owner}', oid::regtype) FROM pg_type "
    "WHERE typnamespace = 'public'::regnamespace AND (typtype IN ('e', 'd') "
    "OR typrelid IN (SELECT oid FROM pg_class WHERE relkind = 'c')) "
    "UNION ALL SELECT format('GRANT %I TO {owner} WITH ADMIN OPTION', rolname) FROM pg_roles "
    "WHERE starts_with(rolname, 'jalon_caseworker_') "
    "LOOP EXECUTE command; END LOOP; END $$;\n"
).replace("{owner}", OWNER)


def settle_new_roles(layout: Layout, folder: Path, programs: Programs) -> None:
    """Give a cluster that was just made in `folder` its roles, its database and its door."""
    _settle(layout, folder, programs, f"CREATE DATABASE {DATABASE} OWNER {OWNER};\n")


def settle_old_roles(layout: Layout, programs: Programs) -> None:
    """Do it again for a cluster that asks for no password, or whose passwords are lost."""
    _say(layout.data, programs, "".join(_MAKE.format(role=role) for role in _ATTRIBUTES))
    _say(layout.data, programs, _TAKE_OVER, DATABASE)
    _settle(layout, layout.data, programs, "")


def _settle(layout: Layout, folder: Path, programs: Programs, first: str) -> None:
    passwords = make_passwords()
    made = "".join(_MAKE.format(role=role) for role in _ATTRIBUTES)
    given = "".join(
        f"ALTER ROLE {role} {attributes} PASSWORD '{passwords[role]}';\n"
        for role, attributes in _ATTRIBUTES.items()
    )
    _say(folder, programs, made + given + first + _DATABASE_RIGHTS)
    (folder / "pg_hba.conf").write_text(_HBA)
    keep_passwords(layout, passwords)


def _say(folder: Path, programs: Programs, sql: str, database: str = "template1") -> None:
    command = ("postgres", "--single", "-D", ".", database)
    done = programs.run(*command, cwd=folder, stdin=sql, as_maker=True)
    if done.returncode or "ERROR:" in done.stderr:
        words = [line for line in done.stderr.splitlines() if "ERROR:" in line or "FATAL:" in line]
        cause = (words or ["it said nothing"])[-1].strip()
        raise DatabaseError(f"PostgreSQL could not make its roles in {folder.parent}: {cause}")
