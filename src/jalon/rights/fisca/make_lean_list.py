"""Makes the list of what the lean system cuts off: `python -m jalon.rights.fisca.make_lean_list`.

Households of every kind inside the scope are asked of the full system, all that `family`,
`entitlements` and `salaries` ask of it. A formula that gave its default value to all of them, every
time, is cut. The households of the tests are others.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from openfisca_core.simulations import Simulation
from openfisca_core.variables import Variable

from jalon.core.months import Month, parse_month
from jalon.rights.dynamics.types import Axis, Incomes, TaxedAs
from jalon.rights.fisca import entitlements, salaries, systems
from jalon.rights.request.household import Adult, Child, Household, Housing

_START = parse_month("2026-11")
_CHILDREN = ((), (2,), (40,), (2, 40), (14, 100, 180), (30, 60, 120, 200, 245))
"""Ages in months of the children of the sample."""
_HOMES = (
    Housing("tenant_social", 420.0, 1),
    Housing("tenant", 800.0, 1),
    Housing("tenant", 500.0, 2),
    Housing("tenant_social", 350.0, 3),
    Housing("free"),
    Housing("owner"),
    Housing("none"),
    Housing(),
)
_ADULT_YEARS = (19, 26, 44, 63)
_WAGES = (0.0, 180.0, 620.0, 1040.0, 1500.0, 2600.0, 6000.0)
_N2 = (0.0, 16_000.0, 45_000.0, 95_000.0)


def main() -> None:
    """Write the list beside this file."""
    asked = _Watch()
    for household in sample():
        asked.ask(household)
    asked.ask_salaries()
    names = sorted(asked.always_default)
    text = "\n".join([f"openfisca-france {version('openfisca-france')}", *names, ""])
    (Path(__file__).parent / systems.LIST).write_text(text, encoding="utf-8")
    print(f"{len(names)} formulas cut, {len(asked.ever_else)} kept")


def sample() -> Iterator[Household]:
    """Households over the scope: families, homes, ages, incomes, isolation."""
    kinds = itertools.product((False, True), _CHILDREN)
    homes, years = itertools.cycle(_HOMES), itertools.cycle(_ADULT_YEARS)
    resources, isolated = itertools.cycle(_N2), itertools.cycle((None, _START - 5, _START - 40))
    support = itertools.cycle((0.0, 150.0))
    for round_ in range(4):
        for couple, ages in kinds if round_ == 0 else itertools.product((False, True), _CHILDREN):
            adults = tuple(Adult(_birth(12 * next(years))) for _ in range(1 + couple))
            children = tuple(
                Child(_birth(months), support_eur_month=next(support)) for months in ages
            )
            alone = None if couple else next(isolated)
            yield Household(
                _START,
                adults,
                couple,
                children,
                next(homes),
                resources_n2_eur_year=next(resources),
                isolated_since=None if alone is None else Month(alone),
                commune="94028" if round_ % 2 else None,
            )


def _birth(months_old: int) -> dt.date:
    month = _START - months_old
    return dt.date(month // 12, month % 12 + 1, 17)


class _Watch:
    """Remembers which formulas ever gave anything but their default value."""

    def __init__(self) -> None:
        self.ever_else: set[str] = set()
        self.computed: set[str] = set()
        self.given: set[str] = set()

    @property
    def always_default(self) -> set[str]:
        """What may be cut: never what is given, which a cut would lose."""
        return self.computed - self.ever_else - self.given

    def ask(self, household: Household) -> None:
        """All that is asked for one household, on the full system."""
        axis = Axis(Month(_START - 18), 34)
        months = Axis(Month(_START - 6), 14)
        copies = len(_WAGES)
        salary = np.zeros((len(household.adults), copies, axis.count))
        salary[0, :, 16:] = np.array(_WAGES)[:, None]
        salary[1:, :, :] = 900.0
        # With two high wages OpenFisca sees a household of two workers.
        salary[1:, -1, 16:] = _WAGES[-1]
        allowance = np.zeros_like(salary)
        allowance[0, 0, 20:] = 700.0
        support = np.full(axis.count, sum(c.support_eur_month or 0.0 for c in household.children))
        both: tuple[TaxedAs, TaxedAs] = ("unemployment", "untaxed")
        kinds = both[: len(household.adults)]
        incomes = Incomes(axis, salary, salary * 1.03, allowance, allowance > 0, support, kinds)
        with _formulas_seen_by(self._see), _inputs_seen_by(self.given.add):
            entitlements.find_entitlements(household, incomes, months, whole=True)

    def ask_salaries(self) -> None:
        """Gross to net, over wages and hours."""
        gross = np.array([0.0, 200.0, 900.0, 1867.0, 2500.0, 4200.0, 9000.0, 1400.0])
        hours = np.array([0.0, 16.0, 80.0, 151.67, 151.67, 151.67, 151.67, 104.0])
        with _formulas_seen_by(self._see), _inputs_seen_by(self.given.add):
            salaries.net_salaries(gross, hours, _START, whole=True)

    def _see(self, variable: Variable, values: Any) -> None:  # noqa: ANN401
        if variable.is_input_variable() or values is None:
            return
        self.computed.add(variable.name)
        array = np.asarray(values)
        if (array != np.asarray(variable.default_array(len(array)))).any():
            self.ever_else.add(variable.name)


@contextmanager
def _formulas_seen_by(see: Callable[[Variable, Any], None]) -> Iterator[None]:
    """Shows what every formula gives meanwhile.

    What simulations keep is not enough: they forget values on which they turned in circles.
    """
    original = Simulation._run_formula

    def seen(
        self: Simulation,
        variable: Variable,
        *arguments: Any,  # noqa: ANN401 - OpenFisca has no types
    ) -> Any:  # noqa: ANN401
        values = original(self, variable, *arguments)
        see(variable, values)
        return values

    Simulation._run_formula = seen
    try:
        yield
    finally:
        Simulation._run_formula = original


@contextmanager
def _inputs_seen_by(see: Callable[[str], None]) -> Iterator[None]:
    """Shows the name of every input that is given meanwhile."""
    original = Simulation.set_input

    def seen(self: Simulation, name: str, *arguments: Any) -> None:  # noqa: ANN401
        see(name)
        original(self, name, *arguments)

    Simulation.set_input = seen
    try:
        yield
    finally:
        Simulation.set_input = original


if __name__ == "__main__":
    main()
