"""The births of a household as OpenFisca is told them."""

from __future__ import annotations

import datetime as dt

from jalon.rights.birthdays import model_birth
from jalon.rights.request.household import Household


def model_births(household: Household) -> tuple[dt.date, ...]:
    """Of the adults, then of the children."""
    children = (model_birth(child.birth, household.month) for child in household.children)
    return (*(adult.birth for adult in household.adults), *children)
