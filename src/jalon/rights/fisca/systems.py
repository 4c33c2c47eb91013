"""The tax-benefit systems, each built once in a process.

The *full* system is OpenFisca-France as it is. The *lean* one is the same with the formulas cut off
that give their default value for every household inside its *scope* (`scope.py`): an answer takes a
tenth of the time and is the same to the last bit, which a test holds on households that the list
was not made from. Only formulas are cut: an input that is cut is lost without a word.
"""

from __future__ import annotations

import gc
import threading
from functools import lru_cache
from importlib import resources
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from jalon.core.errors import JalonError

if TYPE_CHECKING:
    from jalon.rights.fisca.law import LawSystem

LIST = "lean.txt"
"""Beside this file: the version that the list was made with, then the names that are cut off."""
_BUILDING = threading.Lock()


class StaleLeanListError(JalonError):
    """The list of what may be cut off was made with another version of OpenFisca-France."""


def full_system() -> LawSystem:
    """OpenFisca-France whole; the first call takes some seconds, and others wait for it."""
    with _BUILDING:
        return _full()


def lean_system() -> LawSystem:
    """The system without what is zero inside its scope; as `full_system`."""
    with _BUILDING:
        return _lean()


def warm_systems() -> None:
    """Builds the lean one, so that no request has to; the full one waits for who needs it."""
    lean_system()


def is_warm() -> bool:
    """Whether an answer inside the scope needs no building any more."""
    return _lean.cache_info().currsize > 0


@lru_cache(maxsize=1)
def _full() -> LawSystem:
    return _build()


@lru_cache(maxsize=1)
def _lean() -> LawSystem:
    system = _build()
    for name in read_lean_list():
        system.neutralize_variable(name)
    return system


def _build() -> LawSystem:
    # OpenFisca takes half a second to load: a process loads it when it first asks for it.
    from jalon.rights.fisca.law import LawSystem

    was_on = gc.isenabled()
    # All that is built stays: to look for garbage meanwhile takes a third of the time.
    gc.disable()
    try:
        return LawSystem()
    finally:
        if was_on:
            gc.enable()


def is_cut(system: LawSystem, name: str) -> bool:
    """Whether `system` answers the default for this variable, whatever it is given."""
    return bool(system.variables[name].is_neutralized)


def read_lean_list() -> list[str]:
    """The names cut off; StaleLeanListError when made for another OpenFisca-France."""
    lines = (resources.files(__package__) / LIST).read_text(encoding="utf-8").splitlines()
    made_with, installed = lines[0].removeprefix("openfisca-france "), version("openfisca-france")
    if made_with != installed:
        raise StaleLeanListError(
            f"{LIST} was made with openfisca-france {made_with} and {installed} is installed: "
            "run python -m jalon.rights.fisca.make_lean_list."
        )
    return [line for line in lines[1:] if line]


def set_guarded(simulation: Any, name: str, period: str, values: Any) -> None:  # noqa: ANN401 - OpenFisca has no types
    """`set_input`, which never loses what it is given: ValueError where the variable is cut off."""
    if is_cut(simulation.tax_benefit_system, name):
        raise ValueError(f"{name} is cut off in the lean system: it would be lost")
    simulation.set_input(name, period, values)
