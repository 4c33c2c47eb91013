"""OpenFisca-France behind one door: salaries net, and what the law gives month by month.

Nothing else in Jalon imports OpenFisca.
"""

from jalon.rights.fisca.dates import scale_dates
from jalon.rights.fisca.entitlements import find_entitlements, find_housing
from jalon.rights.fisca.salaries import net_salaries
from jalon.rights.fisca.systems import is_warm, warm_systems

__all__ = [
    "find_entitlements",
    "find_housing",
    "is_warm",
    "net_salaries",
    "scale_dates",
    "warm_systems",
]
