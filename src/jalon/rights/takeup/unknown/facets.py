"""What nobody said of a household, as facets: the values that each unknown is tried with.

The values of a facet bound it. Where an amount only rises or only falls with the unknown, its two
ends are enough; salaries and rents, with which aids rise and then fall, are tried on a grid.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from jalon.core.months import Month
from jalon.rights.allowances import (
    WITH_ALLOWANCE,
    salary_now,
    starts_of,
)
from jalon.rights.assumed import TENANTS, is_pregnancy_unknown
from jalon.rights.dynamics.rhythm import Rhythm
from jalon.rights.family_resources import counted_resources
from jalon.rights.level_rents import level_rent_eur
from jalon.rights.paid_rsa import earns_beyond_rsa
from jalon.rights.request.household import Adult, Household, Housing, HousingStatus
from jalon.rights.scales.load import at
from jalon.rights.takeup.unknown.changes import other_rights, permits, wages_stopped, waiting
from jalon.rights.takeup.unknown.facet import Facet, known
from jalon.rights.takeup.unknown.facts import (
    allowance,
    born_children,
    is_birth_awaited,
    last_payment,
    status_unknown,
)
from jalon.rights.two_earners import has_two_earners, usually_two_earners

QUARTER = 3
PAIR = 2
LARGE_EUR_MONTH = 8_000.0
"""A salary over every ceiling."""
LARGE_EUR_YEAR = 1e6
SUPPORT_EUR_MONTH = 400.0
"""A child support that few exceed: what the reference table of the Ministry of Justice asks of a
parent with some 3,600 EUR a month. It is the one unknown that is tried over usual values only."""
_LODGING_SHARE = 0.12
"""Of the base: the forfait logement of one person (R. 844-3 CSS)."""
_CENT = 0.01
REFERENCE_SALARIES = (
    0.0, 300.0, 600.0, 800.0, 900.0, 1_000.0, 1_200.0, 1_500.0, 2_000.0, 3_000.0, LARGE_EUR_MONTH,
)  # fmt: skip
YEAR_SALARIES = (0.0, 1_300.0, LARGE_EUR_MONTH)
RENTS = (450.0, 1.0, 150.0, 300.0, 700.0, 1_000.0, 6_000.0)
"""Aids rise up to a ceiling, are level, and fall from 3.4 times the ceiling on (D. 823-16 CCH)."""
FEW_RENTS = (450.0, 1.0, 6_000.0)
ALLOWANCES = (900.0, 0.0, 3_000.0)
"""With none a salary that has stopped counts no more (R. 262-13 CASF): not the same as little."""
HOMES: tuple[HousingStatus, ...] = ("tenant_social", "tenant", "free", "none")
"""An owner counts as who is lodged for nothing."""
ZONES = (1, 3)


@dataclass(frozen=True, slots=True)
class Window:
    """The months whose salaries count: `references` for RSA and prime d'activité, and the month
    before, when a salary may have stopped; `rest` for what looks at a year: the housing aid at
    twelve months that end two before its quarter (R. 822-3 CCH), the Complémentaire santé at twelve
    that end two before the month (R. 861-8 CSS).
    """

    references: tuple[Month, ...]
    before: Month
    rest: tuple[Month, ...]

    @property
    def recent(self) -> tuple[Month, ...]:
        """What is asked together: the four months before."""
        return (*self.references, self.before)


def window_of(month: Month) -> Window:
    """The months that count for benefits of a month."""
    quarter = Month(month - month % QUARTER)
    references = Rhythm(month).references(month)
    first, last = min(quarter - 13, month - 13), month - 2
    rest = tuple(Month(at) for at in range(first, last + 1) if at not in references)
    return Window(references, Month(month - 1), rest)


def outer_facets(household: Household) -> tuple[Facet, ...]:
    """What one simulation cannot hold side by side: family, then home, then what is received."""
    return (
        _resources(household),
        _two_earners(household),
        _support(household),
        _isolation(household),
        _pregnancy(household),
        *_home(household),
        _rsa_received(household),
        _aid_received(household),
        permits(household),
        waiting(household),
        other_rights(household),
        wages_stopped(household),
    )


def income_facets(household: Household) -> tuple[Facet, ...]:
    """What the copies of one simulation hold: status, then salaries, then allowances."""
    adults, window = household.adults, window_of(household.month)
    month = household.month
    return (
        Facet("status", ("none", "employee", "jobseeker_are"))
        if status_unknown(household)
        else known("status"),
        _salaries("reference_salaries", adults, window.recent, _reference_salaries(household)),
        _salaries("year_salaries", adults, window.rest, YEAR_SALARIES),
        Facet("salary_now", (0.0, 1_200.0))
        if any(salary_now(adult, month) is None for adult in adults)
        else known("salary_now"),
        Facet("allowance", ALLOWANCES)
        if any(is_allowance_unknown(adult) for adult in adults)
        else known("allowance"),
        Facet("income_since", starts_of(adults, month)),
    )


def _reference_salaries(household: Household) -> tuple[float, ...]:
    """The prime is the highest where wages and lodging reach the scale of the family: these too."""
    base = at("rsa_ppa", "ppa_base_eur_month", household.month).number
    scale = base * ((1.5 if household.couple else 1.0) + 0.3 * len(household.children))
    return tuple(sorted({*REFERENCE_SALARIES, scale, scale - _LODGING_SHARE * base}))


def _salaries(
    question: str, adults: tuple[Adult, ...], months: tuple[Month, ...], values: tuple[float, ...]
) -> Facet:
    """One facet for all adults, with the salary of each of them in the months that are unknown."""
    said = chain.from_iterable(
        (month in adult.past_net_salaries for month in months) for adult in adults
    )
    if all(said):
        return known(question)
    tried = [(value,) * len(adults) for value in values]
    # Of a couple one may work alone: the prime d'activité is then not that of two who earn half.
    if len(adults) == PAIR and question == "reference_salaries":
        tried += [pair for value in values[1:] for pair in ((value, 0.0), (0.0, value))]
    return Facet(question, tuple(tried))


def is_allowance_unknown(adult: Adult) -> bool:
    """Whether nobody said how much an adult has beside wages, who may have something."""
    return allowance(adult) is None and (adult.status is None or adult.status in WITH_ALLOWANCE)


def _resources(household: Household) -> Facet:
    counted = counted_resources(household)
    if not household.children:
        return known("resources_n2", household.resources_n2_eur_year or 0.0)
    if counted is None:
        return Facet("resources_n2", (0.0, LARGE_EUR_YEAR))
    return Facet(question_of_resources(household), counted.values)


def question_of_resources(household: Household) -> str:
    """What would settle the resources of N-2 that count."""
    counted = counted_resources(household)
    return "resources_n2" if counted is None else counted.question


def _two_earners(household: Household) -> Facet:
    """Whether the couple had two incomes in N-2. It decides nothing where both ends of the
    resources are tried.
    """
    usual = usually_two_earners(household)
    is_open = has_two_earners(household) is None and household.resources_n2_eur_year is not None
    if not is_open or not household.children:
        return known("own_resources_n2", usual)
    return Facet("own_resources_n2", (usual, not usual))


def _support(household: Household) -> Facet:
    """The child support of all children together."""
    said = sum(child.support_eur_month or 0.0 for child in household.children)
    unknown = sum(child.support_eur_month is None for child in household.children)
    if not unknown:
        return known("child_support", said)
    ends_asf = _support_that_ends_asf(unknown, household.month)
    return Facet("child_support", (said, said + ends_asf, said + unknown * SUPPORT_EUR_MONTH))


def _support_that_ends_asf(children: int, month: Month) -> float:
    """The least support of so many children beside which no ASF is paid: the RSA is then the
    highest.
    """
    base, share, least = (
        at("family", name, month).number
        for name in ("bmaf_eur_month", "asf_share", "asf_minimum_paid_eur_month")
    )
    return children * round(base * share, 2) - least + _CENT


def _isolation(household: Household) -> Facet:
    """Whether the increase for isolation is due, beyond what is known."""
    if not household.couple and is_birth_awaited(household):
        return known("isolated_since", value=True)
    if household.couple or not born_children(household) or household.isolated_since is not None:
        return known("isolated_since", value=False)
    return Facet("isolated_since", (False, True))


def _pregnancy(household: Household) -> Facet:
    """Whether the increase is due for a pregnancy that nobody spoke of."""
    if not is_pregnancy_unknown(household):
        return known("pregnant", value=False)
    return Facet("pregnant", (False, True), rare=True)


def _home(household: Household) -> tuple[Facet, Facet, Facet]:
    home = household.housing
    status = _home_status(home)
    with_rent = bool(set(status.values) & set(TENANTS))
    rent, zone = known("rent", home.rent_eur), known("commune", home.zone)
    if with_rent and home.rent_eur is None:
        rent = Facet("rent", _rents(household, FEW_RENTS if status.is_open else RENTS))
    if with_rent and home.zone is None and household.commune is None:
        zone = Facet("commune", ZONES)
    return status, rent, zone


def _rents(household: Household, tried: tuple[float, ...]) -> tuple[float, ...]:
    """These, and the one with which the aid is highest."""
    return tuple(dict.fromkeys((*tried, level_rent_eur(household))))


def _home_status(home: Housing) -> Facet:
    """An owner has the forfait logement. Of one who repays a loan the texts say so too (R. 262-9
    CASF, R. 844-3 CSS), and the CAF does not count it: who knows is the CAF.
    """
    if home.status == "owner" and home.loan is not False:
        repays = home.loan is True
        return Facet(
            "loan_counted" if repays else "loan", ("none", "owner") if repays else ("owner", "none")
        )
    return known("housing_status", home.status) if home.status else Facet("housing_status", HOMES)


def _rsa_received(household: Household) -> Facet:
    """Whether the RSA is received though it may not be due any more; False: where it is due."""
    said = last_payment(household, "rsa")
    if said is not None:
        return known("rsa_received", value=said > 0)
    if earns_beyond_rsa(household):
        return known("rsa_received", value=False)
    return Facet("rsa_received", (False, True))


def _aid_received(household: Household) -> Facet:
    """The housing aid of the months that the RSA looks at: as it was paid; where that is unknown as
    it is due now, or none, or the most, which a quarter before may have brought.
    """
    if household.past_benefits.get("aide_logement"):
        return known("housing_aid_received", "paid")
    home = household.housing
    may_repay = home.status == "owner" and home.loan is not False
    if home.status not in (None, *TENANTS) and not may_repay:
        return known("housing_aid_received", "due")
    return Facet("housing_aid_received", ("due", "none", "most"))
