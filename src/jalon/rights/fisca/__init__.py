"""OpenFisca-France behind one door: salaries net, and what the law gives month by month.

Nothing else in Jalon imports OpenFisca.
"""

# ruff: noqa: E402 - a wheel has OpenFisca inside: it is found before anything asks for it
from jalon.core.carried import find_carried_openfisca

find_carried_openfisca()

from jalon.rights.fisca.case import Case
from jalon.rights.fisca.dates import scale_dates
from jalon.rights.fisca.entitlements import (
    find_entitlements,
    find_many_entitlements,
    find_many_housing_aids,
    find_many_scales,
)
from jalon.rights.fisca.eras import is_alone_for_a_year
from jalon.rights.fisca.salaries import net_salaries
from jalon.rights.fisca.scope import is_overseas
from jalon.rights.fisca.situation import shape_of
from jalon.rights.fisca.systems import is_warm, warm_systems
from jalon.rights.fisca.taxes import taxable_share, taxed_as

__all__ = [
    "Case",
    "find_entitlements",
    "find_many_entitlements",
    "find_many_housing_aids",
    "find_many_scales",
    "is_alone_for_a_year",
    "is_overseas",
    "is_warm",
    "net_salaries",
    "scale_dates",
    "shape_of",
    "taxable_share",
    "taxed_as",
    "warm_systems",
]
