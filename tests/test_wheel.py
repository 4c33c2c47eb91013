"""What a wheel carries and asks for agrees with the locked list, without building one."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import requires
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
NEVER = {"pytest", "flask", "flask-cors", "werkzeug"}
"""What OpenFisca asks for and no answer of ours uses: overrides.in."""


def names(lines: list[str]) -> set[str]:
    return {re.split(r"[^A-Za-z0-9_.-]", line)[0].lower().replace("_", "-") for line in lines}


def test_the_wheel_carries_the_openfisca_of_the_locked_list() -> None:
    hook = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["custom"]
    locked = (ROOT / "requirements" / "base.txt").read_text()
    assert names(hook["dependencies"]) == {"openfisca-core", "openfisca-france"}
    for pin in hook["dependencies"]:
        assert f"\n{pin.split('==')[0]}=={pin.split('==')[1]} \\\n" in locked


def test_the_wheel_asks_for_what_openfisca_needs_and_for_nothing_of_its_web_api() -> None:
    asked = names(PROJECT["project"]["dependencies"])
    assert asked & (NEVER | {"openfisca-core", "openfisca-france"}) == set()
    for package in ("openfisca-core", "openfisca-france"):
        plain = [line for line in requires(package) or () if "extra ==" not in line]
        needed = names(plain) - NEVER - {"openfisca-core"}
        assert needed <= asked, needed - asked


def test_the_wheel_asks_for_nothing_that_is_not_locked() -> None:
    locked = (ROOT / "requirements" / "base.txt").read_text().lower().replace("_", "-")
    asked = names(PROJECT["project"]["dependencies"])
    assert [name for name in asked if f"\n{name}==" not in locked] == []
