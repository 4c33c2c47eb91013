"""What keeps a service standing says `always`, and runs commands that are there."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
import yaml

from jalon.cli import NOUNS, build_parser

DEPLOY = Path(__file__).resolve().parents[1] / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))


def _read(unit: Path) -> dict[str, list[str]]:
    """The settings of a unit's service; a name may come twice."""
    found: dict[str, list[str]] = {}
    for line in unit.read_text().splitlines():
        name, sign, value = line.partition("=")
        if sign and not line.startswith("#"):
            found.setdefault(name, []).append(value)
    return found


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: str(unit.name))
def test_a_unit_is_started_again_for_ever_and_runs_what_is_there(unit: Path) -> None:
    settings = _read(unit)
    assert settings["Restart"] == ["always"]
    assert settings["StartLimitIntervalSec"] == ["0"]
    for line in settings["ExecStart"] + settings.get("ExecStartPre", []):
        command, *arguments = shlex.split(line)
        assert command == "/opt/jalon/.venv/bin/jalon"
        build_parser(list(NOUNS)).parse_args(arguments)


def test_compose_starts_site_worker_and_database_again_for_ever() -> None:
    compose = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    services = compose["services"]
    assert {name for name, s in services.items() if s["restart"] == "always"} == {
        "database",
        "site",
        "worker",
    }
    for name in ("site", "worker"):
        build_parser(list(NOUNS)).parse_args(services[name]["command"])
    assert all("127.0.0.1:" in port for port in services["site"]["ports"])


def test_the_image_runs_the_command_on_the_locked_list() -> None:
    words = (DEPLOY / "Dockerfile").read_text()
    assert "--require-hashes -r requirements/base.txt" in words
    assert "USER jalon" in words
