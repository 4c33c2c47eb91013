"""For whom the lean system is made; everybody else is answered by the full one."""

from __future__ import annotations

import datetime as dt

from jalon.rights.request.household import Household

STATUSES = {None, "none", "employee", "jobseeker", "jobseeker_are"}
"""Without pensions, disability, ASS, self-employment or studies."""
FIRST_BIRTH = dt.date(1931, 1, 1)
"""Who was born before has an allowance on the resources of the housing aid (art. 157 bis CGI)."""
OVERSEAS = ("97", "98")
"""How the codes of communes begin where family benefits and housing aids have other scales."""


def is_overseas(household: Household) -> bool:
    """Whether the home is where other scales hold, the RSA's and the prime's among them."""
    return (household.commune or "").startswith(OVERSEAS)


def is_within_scope(household: Household) -> bool:
    """Whether nothing that the lean system leaves out can matter to this household."""
    return (
        all(adult.status in STATUSES for adult in household.adults)
        and all(adult.birth >= FIRST_BIRTH for adult in household.adults)
        and not any(child.disabled for child in household.children)
        and not is_overseas(household)
    )
