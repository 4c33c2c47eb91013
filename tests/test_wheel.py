"""What a wheel carries and asks for agrees with the locked list, without building one."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib.metadata import requires
from importlib.util import find_spec
from pathlib import Path

from hatch_build import list_carried

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
NEVER = {"pytest", "flask", "flask-cors", "werkzeug"}
"""What OpenFisca asks for and no answer of ours uses: overrides.in."""

LAW = """
import sys
sys.path.insert(0, sys.argv[1])
from jalon.rights.fisca.systems import warm_systems
warm_systems()
own = [m.__file__ for name, m in sys.modules.items() if name.startswith("openfisca") and m.__file__]
assert own, "no OpenFisca was used"
assert all(path.startswith(sys.argv[1]) for path in own), own
"""


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


def test_the_law_is_built_from_what_the_wheel_carries_and_nothing_else(tmp_path: Path) -> None:
    spec = find_spec("openfisca_france")
    assert spec is not None
    assert spec.origin is not None
    installed = Path(spec.origin).parents[1]
    for path in list_carried(installed):
        (tmp_path / path.relative_to(installed)).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path.relative_to(installed)).symlink_to(path)
    done = subprocess.run(
        [sys.executable, "-c", LAW, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
