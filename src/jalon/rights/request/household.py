"""A household as the command contract has it. What nobody said is None: unknown is a value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from jalon.core.months import Month

AdultStatus = Literal[
    "none",  # neither work nor another income
    "employee",
    "jobseeker",  # registered, without an allowance
    "jobseeker_are",  # unemployment insurance
    "jobseeker_ass",  # allocation de solidarité spécifique
    "disabled_aah",  # allocation aux adultes handicapés
    "self_employed",
    "retired",
    "student",
    "apprentice",
]
CareKind = Literal["none", "creche", "childminder", "home", "after_school"]
HousingStatus = Literal["tenant", "tenant_social", "free", "owner", "none"]
Custody = Literal["whole", "shared"]
PermitYears = float | Literal["not_needed"]
"""Years of a residence permit that allows work; whoever needs none is of this country or the EU."""


@dataclass(frozen=True, slots=True)
class Adult:
    """One adult. Salaries are net euros a month; a month that is absent is unknown.

    `net_salary_eur_month` is what a job that goes on brings, from the household's month on; None
    is unknown, and counts as none where `status` says that there is no job.
    `income_eur_month` is the allowance or pension that goes with `status` (ARE, ASS, AAH, …), and
    `income_since` the first month for which it is paid. `resources_n2_eur_year` is what this adult
    earned in the year before the last one, of the household's and counted as these: after the
    deduction for the costs of work. `due` is the month of the birth that
    is awaited. `with_parents`: counted in the household of their parents, under 25.
    `registered`: at France Travail, of who has no job.
    """

    birth: dt.date
    status: AdultStatus | None = None
    past_net_salaries: Mapping[Month, float] = field(default_factory=dict)
    net_salary_eur_month: float | None = None
    income_eur_month: float | None = None
    income_since: Month | None = None
    resources_n2_eur_year: float | None = None
    pregnant: bool | None = None
    due: Month | None = None
    permit_years: PermitYears | None = None
    with_parents: bool | None = None
    registered: bool | None = None


@dataclass(frozen=True, slots=True)
class Care:
    """Who looks after a child while the parent works.

    `hours_month` are the hours with the job, `hours_month_now` those paid for already today (None:
    unknown). `fee_eur_hour` is what the childminder or the home carer asks, gross contributions
    left out (the price on which the CMG counts); None: the reference price.
    """

    kind: CareKind
    hours_month: float | None = None
    hours_month_now: float | None = None
    fee_eur_hour: float | None = None


@dataclass(frozen=True, slots=True)
class Child:
    """One dependent child. `care` None: unknown. `support_eur_month` is the child support that is
    really paid by the other parent: 0 none, None unknown. `disabled`: receives the AEEH. `custody`
    is shared where the child lives with each parent in turn.
    """

    birth: dt.date
    care: Care | None = None
    support_eur_month: float | None = None
    disabled: bool | None = None
    custody: Custody | None = None


@dataclass(frozen=True, slots=True)
class Housing:
    """The home. `rent_eur` without charges; `zone` 1 to 3 is the zone of the housing aids.

    `flat_share`: rented with others, each paying a part; `loan`: an owner who still repays one.
    """

    status: HousingStatus | None = None
    rent_eur: float | None = None
    zone: int | None = None
    flat_share: bool | None = None
    loan: bool | None = None


@dataclass(frozen=True, slots=True)
class Household:
    """A household on `month`. The first adult is the one who looks for work.

    `past_benefits` are euros by benefit and month *of payment* (what came on the account);
    `next_declaration_month` is the month of the next quarterly declaration (RSA, prime d'activité).
    `resources_n2_eur_year` is the net taxable income of the year before the last one, of everybody.
    `isolated_since` is the month since which a lone parent has been alone; None is unknown.
    """

    month: Month
    adults: tuple[Adult, ...]
    couple: bool
    children: tuple[Child, ...] = ()
    housing: Housing = Housing()
    past_benefits: Mapping[str, Mapping[Month, float]] = field(default_factory=dict)
    next_declaration_month: Month | None = None
    resources_n2_eur_year: float | None = None
    isolated_since: Month | None = None
    commune: str | None = None

    @property
    def resources_n2_eur_month(self) -> float | None:
        """The twelfth of the resources of N-2; None is unknown."""
        return None if self.resources_n2_eur_year is None else self.resources_n2_eur_year / 12

    def is_paid(self, benefit: str) -> bool:
        """Whether the last payment known of a benefit is more than nothing."""
        known = self.past_benefits.get(benefit)
        return bool(known) and known is not None and known[max(known)] > 0
