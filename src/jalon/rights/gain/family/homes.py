"""Homes that nobody told: those that a household may have, beside none that counts."""

from __future__ import annotations

from dataclasses import replace

from jalon.rights.assumed import TENANTS
from jalon.rights.level_rents import level_rent_eur
from jalon.rights.request.household import Household, Housing, HousingStatus

SUPPORTS_EUR = (50.0, 100.0, 150.0, 200.0, 300.0, 400.0)
"""Of a child each month, up to what few exceed: RSA and prime end between two of them."""
_LOW_RENT_EUR = 300.0
"""Under every ceiling: an aid that is less than the highest one."""
_ZONE = 1
"""The zone of the highest ceilings, where nobody knows."""


def is_home_unknown(household: Household) -> bool:
    """Whether nobody said what the home is, or for which rent."""
    home = household.housing
    return home.status is None or (home.status in TENANTS and home.rent_eur is None)


def supposed_supports_eur(household: Household) -> float:
    """Euros a month of the most child support that nobody spoke of: the housing aid counts it."""
    unknown = sum(child.support_eur_month is None for child in household.children)
    return unknown * SUPPORTS_EUR[-1]


def supposed_homes(household: Household) -> tuple[Household, ...]:
    """The household in each home that is tried: with the highest aid, with less of one, and without
    a rent to pay, which the RSA and the prime count. None where the home is known.
    """
    if not is_home_unknown(household):
        return ()
    home = household.housing
    zone = _ZONE if home.zone is None and household.commune is None else home.zone
    rents = (level_rent_eur(household), _LOW_RENT_EUR)
    if home.rent_eur is not None:
        rents = (home.rent_eur, home.rent_eur)
    is_social = home.status == "tenant_social"
    first: HousingStatus = "tenant_social" if is_social else "tenant"
    second: HousingStatus = "tenant" if home.status == "tenant" else "tenant_social"
    homes = [
        replace(home, status=status, rent_eur=rent, zone=zone)
        for status, rent in zip((first, second), rents, strict=True)
    ]
    if home.status is None:
        homes.append(Housing("free", zone=zone))
    return tuple(replace(household, housing=one) for one in dict.fromkeys(homes))
