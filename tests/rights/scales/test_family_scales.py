"""The allocation de soutien familial of our scales is the one that OpenFisca pays."""

from __future__ import annotations

import pytest

from jalon.core.months import Month, parse_month
from jalon.rights import Child, Household
from jalon.rights.fisca.family import _of_one_child
from jalon.rights.fisca.systems import lean_system
from jalon.rights.scales.load import at
from jalon.rights.takeup import check_rights
from jalon.rights.takeup.unknown.facets import outer_facets
from tests.rights.households import MONTH, alone, born


@pytest.mark.parametrize("month", ["2024-11", "2025-03", "2025-04", "2026-04", "2026-11"])
def test_the_allowance_of_a_child_is_openfisca_s(month: str) -> None:
    law = lean_system().get_parameters_at_instant(f"{month}-01")
    base, share = (
        at("family", name, parse_month(month)).number for name in ("bmaf_eur_month", "asf_share")
    )
    assert base * share == pytest.approx(_of_one_child(law)["asf_of_child"], abs=0.001)


def test_the_least_that_is_paid_is_fifteen_euros() -> None:
    """201.78 EUR gross a child in 2026: beside 186.78 of support 15 are left, and paid."""

    def asf_of(support: float) -> str:
        child = Child(born(8), support_eur_month=support)
        return check_rights(_without_home(child)).of("asf").verdict

    assert (asf_of(186.78), asf_of(186.79)) == ("likely", "no")


def test_support_that_nobody_said_is_tried_where_it_just_ends_the_allowance() -> None:
    for children, eur in ((1, 186.79), (2, 388.57)):
        unknown = tuple(Child(born(8 + 3 * rank)) for rank in range(children))
        facets = outer_facets(alone(children=unknown))
        [support] = [facet for facet in facets if facet.question == "child_support"]
        assert support.values == pytest.approx((0.0, eur, children * 400.0), abs=0.005)


def _without_home(child: Child) -> Household:
    return alone(children=(child,), isolated_since=Month(MONTH - 40))
