"""Every code that the engine of rights may give has its words on the pages."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from jalon import rights
from jalon.people.household import keys
from jalon.rights import Range
from jalon.rights.costs.cost import Cause, LeftOut
from jalon.web.person.offers.gain_section import QUESTIONS, SCALES
from jalon.web.words.gains import CAUSES, NOT_COMPUTED, NOT_COUNTED
from jalon.web.words.net_gain import say_gain, say_signed
from tests.web import gains
from tests.web.words.test_plain import flat

ENGINE = Path(rights.__file__).parent / "gain"


def codes(path: str, *functions: str) -> set[str]:
    """The texts that functions of the engine yield, add, append or compare: their codes."""
    module = ast.parse((ENGINE / path).read_text())
    bodies = (
        node
        for node in ast.walk(module)
        if isinstance(node, ast.FunctionDef) and node.name in functions
    )
    return {text for body in bodies for text in _texts(body)}


def _texts(body: ast.FunctionDef) -> Iterator[str]:
    told = ast.get_docstring(body, clean=False)
    for node in ast.walk(body):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value != told:
            yield node.value


def added(path: str) -> set[str]:
    """The texts that a module gives to `causes.add` or `named.append`."""
    module = ast.parse((ENGINE / path).read_text())
    calls = (node for node in ast.walk(module) if isinstance(node, ast.Call))
    given = (
        call.args[0]
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in ("add", "append")
        and call.args
    )
    return {
        constant.value
        for one in given
        for constant in ast.walk(one)
        if isinstance(constant, ast.Constant) and isinstance(constant.value, str)
    }


BENEFITS = {"asf", "rsa", "aide_logement"}
"""Names of benefits that the same functions read: they are no codes."""


def test_every_cause_has_words() -> None:
    of_scenarios = codes("scenarios.py", "causes_of", "_causes_of_claims") - BENEFITS
    assert {"declaration_month_unknown", "unemployment_insurance"} <= of_scenarios
    of_gains = {code for code in added("compute.py") if "_" in code}
    assert {"caf_may_differ", "paid_differs_from_model"} <= of_gains
    supposed = {
        code for code in codes("unsaid/supposed.py", "list_supposed") if code.endswith("_unknown")
    }
    assert {"past_salaries_unknown", "status_unknown"} <= supposed
    assert set(CAUSES) >= of_scenarios | of_gains | supposed | set(get_args(Cause))


def test_everything_that_is_not_counted_has_words() -> None:
    from jalon.rights.gain import limits

    appended = added("limits.py")
    assert {"childcare", "housing_aid"} <= appended
    assert set(NOT_COUNTED) == appended | set(limits._ALWAYS) | set(get_args(LeftOut))


def test_everything_that_is_not_computed_has_words() -> None:
    from jalon.rights.gain import limits

    assert set(NOT_COMPUTED) == {
        *limits._NOT_REFORMED.values(),
        limits._OVERSEAS,
        limits._OWN_WAGE,
    }


def test_every_scale_has_a_name() -> None:
    from jalon.rights.fisca import dates

    assert set(SCALES) == set(dates._SCALES) == set(gains.SCALES)


def test_questions_are_of_codes_that_exist() -> None:
    assert set(QUESTIONS) <= {*CAUSES, *NOT_COUNTED}
    known = {value for value in vars(keys).values() if isinstance(value, str)}
    assert {key for asked in QUESTIONS.values() for key in asked} - {"care"} <= known


@pytest.mark.parametrize(
    ("eur", "to", "said"),
    [
        (563.2, "near", "+ 560 €"),
        (-36.0, "near", "− 40 €"),
        (-4.0, "near", "0 €"),
        (1236.0, "near", "+ 1 240 €"),
        (411.0, "down", "+ 410 €"),
        (689.0, "up", "+ 690 €"),
        (-41.0, "down", "− 50 €"),
        (-49.0, "up", "− 40 €"),
        (0.0, "up", "0 €"),
    ],
)
def test_amounts_are_tens_of_euros_with_their_sign(eur: float, to: str, said: str) -> None:
    assert flat(say_signed(eur, to)) == said  # type: ignore[arg-type]


def test_a_figure_has_its_range() -> None:
    said = say_gain(Range(412.0, 563.2, 688.9))
    assert flat(said.figure) == "Environ + 560 € par mois"
    assert flat(said.between) == "entre + 410 € et + 690 €"
    assert (said.without, "garde et trajet déduits." in said.meaning) == ("", True)
    assert say_gain(Range(560.0, 560.0, 560.0)).between == ""


@pytest.mark.parametrize(
    ("missing", "without", "meaning"),
    [
        (("childcare",), "sans compter la garde", "trajet déduit, mais pas la garde"),
        (("travel",), "sans compter le trajet", "garde déduite, mais pas le trajet"),
        (
            ("travel", "income_tax", "childcare"),
            "sans compter la garde ni le trajet",
            "sans la garde ni",
        ),
    ],
)
def test_what_is_missing_is_said_with_the_figure(
    missing: tuple[str, ...], without: str, meaning: str
) -> None:
    said = say_gain(Range(1.0, 2.0, 3.0), missing)
    assert said.without == without
    assert meaning in said.meaning
