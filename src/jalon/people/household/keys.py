"""The questions about a household by their keys, and the words that answers are made of.

An answer is a JSON value; each key says which.
"""

from __future__ import annotations

from jalon.people.models import Child

UNKNOWN = "unknown"
"""« Je ne sais pas », the answer to any question: it is not the same as no answer yet."""

COUPLE = "couple"
"""`alone` or `couple`."""
PARTNER_BIRTH = "partner_birth"
"""A date, `1990-05-02`."""
PARTNER_SITUATION = "partner_situation"
"""One of SITUATIONS."""
PARTNER_INCOME = "partner_income"
"""Net euros a month that go with the partner's situation."""
INCOME_SINCE, PARTNER_INCOME_SINCE = "income_since", "partner_income_since"
"""As ISOLATED_SINCE: the first month of an allowance or a pension."""
PARTNER_SALARIES = "partner_salaries"
PARTNER_EARLIER_SALARIES = "partner_earlier_salaries"
"""As SALARIES and EARLIER_SALARIES."""
ISOLATED_SINCE = "isolated_since"
"""`{"month": "2026-03", "or_before": false}`: the month since which a lone parent is alone."""
PARENTS_HOME = "parents_home"
"""One of YES_OR_NO: counted in the household of one's parents, under 25."""
PREGNANCY, FLAT_SHARE, LOAN = "pregnancy", "flat_share", "loan"
"""Each one of YES_OR_NO."""
DUE = "due"
"""The month of the birth that is awaited, `2027-03`."""
CUSTODY = "custody"
"""One of CUSTODIES by child (its number in the database, as text); null is unknown. A word alone,
as answers of before have it, is of every child."""
PERMIT, PARTNER_PERMIT = "permit", "partner_permit"
"""One of PERMITS."""
CHILD_SUPPORT = "child_support"
"""Euros a month by child (its number in the database, as text); null is unknown."""
SITUATION = "situation"
"""One of SITUATIONS."""
INCOME = "income"
"""Net euros a month that go with the situation: a salary, an allowance or a pension."""
SALARIES = "salaries"
"""Net euros by month; null is unknown. Months before the last ones asked for are kept."""
EARLIER_SALARIES = "earlier_salaries"
"""As SALARIES, for the months before."""
HOUSING = "housing"
"""One of HOUSINGS."""
RENT = "rent"
"""Euros a month without charges."""
BENEFITS = "benefits"
"""By month of payment, euros by one of BENEFIT_LINES; null is unknown."""
NEXT_DECLARATION = "next_declaration"
"""The month of the next quarterly declaration, `2027-01`."""
RESOURCES = "resources"
"""`{"year": 2024, "eur": 0}`: the net taxable income of the household in a year."""
OWN_RESOURCES = "own_resources"
"""Euros of that year by OF_A_COUPLE: the wages of each, before the deduction for the costs of work;
null is unknown."""
_CARE = "care:"
"""Then the child: `{"kind": one of CARE_KINDS, "hours_month": 140, "hours_month_now": null}`."""

YES, YES_OR_NO = "yes", ("yes", "no")
CUSTODIES = ("whole", "shared")
NOT_NEEDED, PROTECTED, LONG, SHORT = "not_needed", "protected", "long", "short"
PERMITS = (NOT_NEEDED, PROTECTED, LONG, SHORT)
"""None is needed; one that asks for no years, of refugees and residents; for five years or more;
for less."""
MINE, PARTNERS = "mine", "partner"
OF_A_COUPLE = (MINE, PARTNERS)
RARE = (PREGNANCY, CUSTODY, FLAT_SHARE, PERMIT, PARTNER_PERMIT)
"""Questions that nobody is led to: the engine counts their usual answer and says so, and who reads
that may answer."""
ALONE_OR_NOT = ("alone", "couple")
OF_PARTNER = (
    *(PARTNER_BIRTH, PARTNER_SITUATION, PARTNER_INCOME, PARTNER_INCOME_SINCE),
    *(PARTNER_SALARIES, PARTNER_EARLIER_SALARIES, PARTNER_PERMIT),
)
"""Questions about who lives with the person as a couple."""
UNDISCLOSED, UNREGISTERED = "undisclosed", "unregistered"
SITUATIONS = (
    *("none", "jobseeker", "jobseeker_are", "jobseeker_ass", "employee", "self_employed"),
    *("apprentice", "student", "retired", "disabled_aah", UNREGISTERED, UNDISCLOSED),
)
"""The engine's statuses, who has no job and is not registered at France Travail, and one that tells
nothing."""
EARNING = ("employee", "apprentice")
"""Situations whose income is a salary."""
WITH_INCOME = (
    *EARNING,
    *("jobseeker_are", "jobseeker_ass", "disabled_aah", "self_employed", "retired"),
)
WITH_ALLOWANCE = ("jobseeker_are", "jobseeker_ass", "disabled_aah", "retired")
"""Situations whose income has a first month that counts."""
HOUSINGS = ("tenant_social", "tenant", "free", "owner", "none")
TENANTS = ("tenant_social", "tenant")
BENEFITS_OF_ADULTS = ("rsa", "ppa", "aide_logement")
BENEFIT_LINES = (*BENEFITS_OF_ADULTS, "asf", "af", "cf", "paje")
"""What the CAF pays every month, by the engine's names."""
CARE_KINDS = ("creche", "childminder", "home", "after_school", "none")

FOLLOWS = {
    SITUATION: (INCOME, INCOME_SINCE),
    PARTNER_SITUATION: (PARTNER_INCOME, PARTNER_INCOME_SINCE),
    HOUSING: (RENT, FLAT_SHARE, LOAN),
    RESOURCES: (OWN_RESOURCES,),
    PREGNANCY: (DUE,),
}
"""Answers that mean nothing any more when the one before them changes."""

SALARIES_OF = (EARLIER_SALARIES, SALARIES)
SALARIES_OF_PARTNER = (PARTNER_EARLIER_SALARIES, PARTNER_SALARIES)
BY_MONTH = (*SALARIES_OF, *SALARIES_OF_PARTNER, BENEFITS)
"""Answers that grow month by month."""

DECLARED_EVERY_MONTHS = 3
AWAITED_MONTHS = 9
MONTHS_AHEAD = {NEXT_DECLARATION: DECLARED_EVERY_MONTHS, DUE: AWAITED_MONTHS}
"""How far ahead a month that is asked for may be."""
AFTER_SCHOOL_FROM_YEARS = 3
CRECHE_UNTIL_YEARS = 6
"""Code de la santé publique, art. L. 2324-1: crèches take children under six."""
SALARY_MONTHS = 5
"""The month that runs and the four before it: the RSA and the prime d'activité look at them."""
EARLIER_MONTHS = 11
"""The months before these: housing aids and the Complémentaire santé look at a whole year."""
KEPT_MONTHS = 24
"""Older amounts serve no calculation, and are not kept."""
LONG_ALONE_MONTHS = 18

PARENTS_UNDER_YEARS = 25
"""Until then the Complémentaire santé looks at one's parents (R. 861-2 CSS)."""
TWO_INCOMES_FROM_EUR = 12_000
"""Under it no couple had two incomes in the sense of R. 522-2 CSS: for each, 13.6 % of the yearly
ceiling of the social security."""
MOST_EUR_MONTH = 20_000
MOST_RENT_EUR = 10_000
MOST_EUR_YEAR = 500_000
MOST_HOURS_MONTH = 350
LEAST_ADULT_YEARS, MOST_ADULT_YEARS = 16, 110


def care_key(child: Child) -> str:
    """The key of the care of one child."""
    return f"{_CARE}{child.pk}"


def is_care(key: str) -> bool:
    """Whether a key is about the care of a child."""
    return key.startswith(_CARE)
