"""OpenFisca-France's own cases of the benefits that we use, asked of the lean system.

They come with its source archive and are not kept here. To run them, for the version installed:

    pip download --no-deps --no-binary :all: openfisca-france==VERSION, unpacked in FOLDER, then
    JALON_OPENFISCA_TESTS=FOLDER/tests/formulas pytest tests/rights/fisca/test_openfisca_cases.py

A case is in scope when it gives nothing that the lean system cuts off. Some give what no household
of ours inside the scope can say, and it feeds a formula that is cut: `KNOWN` names them, and no
other case may differ, whatever its year.
"""

from __future__ import annotations

import os
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from jalon.rights.fisca.systems import full_system, is_cut, lean_system

FOLDER = os.environ.get("JALON_OPENFISCA_TESTS")
WANTED = {
    "rsa", "ppa", "aide_logement", "apl", "als", "alf", "af", "af_base", "asf", "cf", "paje_base",
    "rsa_forfait_logement", "ppa_forfait_logement", "rsa_majore_eligibilite",
}  # fmt: skip
_OLD = "aides_logement_personnes_agees_et_invalides.yaml"
KNOWN = {
    "af.yaml 54": "garde_alternee",
    "ppa/ppa.yaml 43": "indemnites_journalieres_maladie",
    "aides_logement_foyer.yaml 3": "locataire_foyer",
    "aides_logement_foyer.yaml 4": "locataire_foyer",
    f"{_OLD} 0": "born before 1931",
    f"{_OLD} 1": "aspa through an RSA that is not given: we always give it",
    f"{_OLD} 2": "caseP",
    f"{_OLD} 3": "caseP",
    "prime_partage_valeur.yaml 4": "prime_partage_valeur_exceptionnelle",
}
"""Their cases that the lean system answers otherwise, and what they give."""
Case = dict[str, Any]


@pytest.mark.skipif(FOLDER is None, reason="JALON_OPENFISCA_TESTS names no folder of their cases")
def test_their_cases_on_the_lean_system(
    capsys: pytest.CaptureFixture[str], deep_recursion: None
) -> None:
    counted: Counter[str] = Counter()
    differing: list[str] = []
    for place, case in _cases(Path(str(FOLDER))):
        verdict = _verdict(case)
        counted[verdict] += 1
        if verdict == "lean differs":
            differing.append(place)
    with capsys.disabled():
        print(f"\n{dict(counted)}\n" + "\n".join(sorted(differing)))
    assert counted["passed"] > 100
    assert sorted(differing) == sorted(KNOWN)


def _cases(folder: Path) -> Iterator[tuple[str, Case]]:
    """Those that expect something of what we use."""
    for path in sorted(folder.rglob("*.yaml")):
        listed = yaml.safe_load(path.read_text(encoding="utf-8"))
        for rank, case in enumerate(listed if isinstance(listed, list) else [listed]):
            if any(True for _ in _expected(case.get("output") or {}, case.get("period"))):
                yield f"{path.relative_to(folder)} {rank}", case


def _expected(output: Any, period: Any) -> Iterator[tuple[str, str, Any, str | None]]:  # noqa: ANN401
    """Variable, period, value and the name of the group where it is named."""
    for key, value in output.items():
        if key in WANTED:
            by_period = value if isinstance(value, dict) else {period: value}
            yield from ((key, str(when), each, None) for when, each in by_period.items())
        elif isinstance(value, dict):
            for name, inner in value.items():
                if name in WANTED:
                    yield from _expected({name: inner}, period)
                elif isinstance(inner, dict):
                    for variable, when, each, _ in _expected(inner, period):
                        yield variable, when, each, name


def _verdict(case: Case) -> str:
    if case.get("reforms") or case.get("extensions") or case.get("parameters"):
        return "of a reform"
    if any(is_cut(lean_system(), name) for name in _given(case.get("input") or {})):
        return "out of scope"
    if _passes(lean_system(), case):
        return "passed"
    return "lean differs" if _passes(full_system(), case) else "fails on the full system too"


def _given(node: Any) -> Iterator[str]:  # noqa: ANN401
    """The variables that a case gives."""
    for key, value in node.items() if isinstance(node, dict) else ():
        if key in lean_system().variables:
            yield key
        else:
            yield from _given(value)


def _passes(system: Any, case: Case) -> bool:  # noqa: ANN401 - OpenFisca has no types
    from openfisca_core.simulation_builder import SimulationBuilder
    from openfisca_core.tools import assert_near

    builder = SimulationBuilder()
    builder.set_default_period(case["period"])
    margin, share = (_margin(case.get(f"{kind}_error_margin")) for kind in ("absolute", "relative"))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            simulation = builder.build_from_dict(system, case.get("input") or {})
            if case.get("max_spiral_loops"):
                simulation.max_spiral_loops = case["max_spiral_loops"]
            for name, when, value, group in _expected(case["output"], case["period"]):
                found = simulation.calculate(name, when)
                if group is not None:
                    population = simulation.get_variable_population(name)
                    found = found[population.get_index(group)]
                assert_near(found, value, margin, f"{name}@{when}", share)
    except Exception:
        return False
    return True


def _margin(said: Any) -> float | None:  # noqa: ANN401
    if isinstance(said, dict):
        said = said.get("default")
    return None if said is None else float(said)
