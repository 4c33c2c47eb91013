"""What keeps a service standing says `always`, and runs commands that are there."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

import pytest
import yaml

from jalon.cli import NOUNS, build_parser

DEPLOY = Path(__file__).resolve().parents[1] / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))
SERVICES = [unit for unit in UNITS if "Type=oneshot" not in unit.read_text()]


def _read(unit: Path) -> dict[str, list[str]]:
    """The settings of a unit's service; a name may come twice."""
    found: dict[str, list[str]] = {}
    for line in unit.read_text().splitlines():
        name, sign, value = line.partition("=")
        if sign and not line.startswith("#"):
            found.setdefault(name, []).append(value)
    return found


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: str(unit.name))
def test_a_service_is_started_again_for_ever(unit: Path) -> None:
    settings = _read(unit)
    assert settings["Restart"] == ["always"]
    assert settings["StartLimitIntervalSec"] == ["0"]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: str(unit.name))
def test_a_unit_runs_what_is_there(unit: Path) -> None:
    settings = _read(unit)
    for line in settings["ExecStart"] + settings.get("ExecStartPre", []):
        command, *arguments = shlex.split(line)
        if command == "/bin/sh":
            command, *arguments = shlex.split(arguments[1].replace("$$(", "").replace(")", ""))[:5]
        assert command == "/opt/jalon/.venv/bin/jalon"
        build_parser(list(NOUNS)).parse_args(arguments)


def test_pages_and_worker_have_no_account_that_owns_tables() -> None:
    files = {unit.name for unit in UNITS if "/etc/jalon-owner.env" in unit.read_text()}
    assert files == {"jalon-prepare.service", "jalon-backup.service"}
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text())["services"]
    owners = {name for name, s in services.items() if "DATABASE_OWNER_URL" in s["environment"]}
    assert owners == {"prepare"}


def test_the_proxy_keeps_machines_pages_from_the_internet() -> None:
    caddy = (DEPLOY / "Caddyfile").read_text()
    assert "@machines path /metrics /health /health/*\n\trespond @machines 404" in caddy
    assert "location ~ ^/(metrics|health) { return 404; }" in (DEPLOY / "nginx.conf").read_text()


def test_nginx_writes_itself_who_asks_and_how() -> None:
    # Caddy does so unasked; nginx would pass on what a visitor says, and tries are counted by it.
    nginx = (DEPLOY / "nginx.conf").read_text()
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in nginx
    assert "proxy_set_header X-Forwarded-Proto https;" in nginx


def test_compose_starts_site_worker_and_database_again_for_ever() -> None:
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    services = compose["services"]
    assert {name for name, s in services.items() if s["restart"] == "always"} == {
        "database",
        "proxy",
        "site",
        "worker",
    }
    for name in ("prepare", "site", "worker"):
        build_parser(list(NOUNS)).parse_args(services[name]["command"])
    assert all("127.0.0.1:" in port for port in services["site"]["ports"])
    assert "ports" not in services["database"]


def test_the_image_runs_the_command_on_the_locked_list() -> None:
    words = (DEPLOY / "Dockerfile").read_text()
    assert "--require-hashes -r requirements/base.txt" in words
    assert "USER jalon" in words


def test_the_command_of_the_service_has_its_settings_and_no_more(tmp_path: Path) -> None:
    """What is in a password is no word of the shell; the owner's account is for who needs it."""
    (tmp_path / "jalon.env").write_text(
        "# so\nDATABASE_URL=a:$(id)&b c'd\"\nJALON_TLS=\"1\"\nB='2'"
    )
    (tmp_path / "jalon-owner.env").write_text("DATABASE_OWNER_URL=theirs\n")
    runuser = tmp_path / "runuser"
    runuser.write_text(f'#!/bin/sh\necho "$*" >{tmp_path}/asked\nenv -0 >{tmp_path}/env\n')
    runuser.chmod(0o755)
    script = (DEPLOY / "jalon").read_text().replace("/etc/", f"{tmp_path}/")
    script = script.replace("/var/lib/jalon", str(tmp_path))

    def run(*verb: str) -> dict[str, str]:
        given = {"PATH": f"{tmp_path}:/usr/bin:/bin", "DATABASE_OWNER_URL": "of the shell"}
        subprocess.run(["sh", "-c", script, "jalon", *verb, "x y"], env=given, check=True)
        told = (tmp_path / "env").read_text().split("\0")
        return dict(line.split("=", 1) for line in told if line)

    pages = run("site", "check")
    asked = (tmp_path / "asked").read_text()
    assert asked == "-u jalon -- /opt/jalon/.venv/bin/jalon site check x y\n"
    assert pages["DATABASE_URL"] == "a:$(id)&b c'd\""
    assert (pages["JALON_TLS"], pages["B"], pages["JALON_HOME"]) == ("1", "2", str(tmp_path))
    assert "DATABASE_OWNER_URL" not in pages
    for verb in ("prepare", "migrate", "backup", "restore", "move"):
        assert run("site", verb)["DATABASE_OWNER_URL"] == "theirs"


def test_the_last_lines_of_the_roles_make_the_database_anew() -> None:
    """As docs/exploitation.md says after an accident: `tail -n 6`."""
    last = (DEPLOY / "roles.sql").read_text().splitlines()[-6:]
    assert last[0].startswith("CREATE DATABASE jalon ")
    assert not any("CREATE ROLE" in line for line in last)
    assert "tail -n 6 deploy/roles.sql" in (DEPLOY.parent / "docs/exploitation.md").read_text()
