"""Households that public simulators were reported to answer wrongly, worked out from the law.

Base mensuelle (BMAF) 478.16 since April 2026; RSA 651.69; CRDS 0.5 %. Where a report is public it
is named by project and number. L., R. and D. are articles of the code de la sécurité sociale.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from jalon.core.months import Month
from jalon.rights import Benefit, Child, Household, Housing, find_gains
from tests.rights.households import MONTH, alone, born, couple, job
from tests.rights.takeup.answers import benefit, earning, exactly, knowing

TWIN = dt.date(2025, 9, 10)
NO_RSA = {"rsa": {Month(MONTH - 1): 0.0}}
AF_OF_TWO, FOR_AGE, PAJE = 152.25, 76.13, 198.16
"""32 %, 16 % and 41.65 % of the BMAF, after CRDS."""


def child(birth: dt.date, support_eur: float = 0.0) -> Child:
    return Child(birth, support_eur_month=support_eur)


def parents(*births: str, family: Household | None = None) -> Household:
    children = tuple(child(dt.date.fromisoformat(birth)) for birth in births)
    return knowing(replace(family or couple(), children=children))


def verdict(found: Benefit) -> tuple[str, str | None]:
    return found.verdict, found.question


def test_twins_have_a_base_allowance_each() -> None:
    # openfisca-france 1288; L. 531-3, last sentence.
    one, two = (knowing(alone(children=(child(TWIN),) * count)) for count in (1, 2))
    assert exactly(benefit(one, "paje")) == PAJE
    assert exactly(benefit(two, "paje")) == 2 * PAJE
    # 651.69 x (1.28412 + 2 x 0.42804) - 2 x 199.15 - AF 153.01 - ASF 2 x 107.59.
    assert exactly(benefit(two, "rsa")) == pytest.approx(628.27, abs=0.02)


def test_a_brother_of_twins_adds_none_and_midnight_parts_nobody() -> None:
    older = knowing(alone(30, children=(child(TWIN), child(TWIN), child(born(0, 30)))))
    assert exactly(benefit(older, "paje")) == 2 * PAJE
    midnight = (child(TWIN), child(TWIN + dt.timedelta(days=1)))
    assert exactly(benefit(knowing(alone(children=midnight)), "paje")) == 2 * PAJE
    apart = (child(TWIN), child(TWIN - dt.timedelta(days=400)))
    assert exactly(benefit(knowing(alone(children=apart)), "paje")) == PAJE


@pytest.mark.parametrize(
    ("births", "raised"),
    [
        (("2011-05-04", "2011-05-04"), True),  # twins: one of them is the eldest, one is not
        (("2010-12-20", "2011-11-04"), True),  # both fifteen, eleven months apart
        (("2010-05-20", "2011-06-04"), True),
        (("2009-04-04", "2012-02-29"), True),  # fourteen before March 2026: the age of before
        (("2012-04-04", "2012-04-04"), False),  # fourteen since: at eighteen (décret 2026-138)
        (("2009-04-04", "2012-03-01"), False),
        (("2009-04-04", "2014-03-01"), False),
    ],
)
def test_the_second_of_two_raises_the_allowance_by_age(
    births: tuple[str, ...], *, raised: bool
) -> None:
    # L. 521-3 and R. 521-1; openfisca-france 232 knew it of twins.
    found = exactly(benefit(parents(*births), "af"))
    assert found == pytest.approx(AF_OF_TWO + FOR_AGE * raised, abs=0.011)


def test_the_eldest_of_three_is_twenty_a_lump_sum_for_a_year() -> None:
    # L. 521-1, second paragraph: 20.234 % of the BMAF, 96.27 after CRDS.
    found = exactly(benefit(parents("2006-06-04", "2012-05-04", "2015-05-04"), "af"))
    assert found == pytest.approx(AF_OF_TWO + 96.27, abs=0.011)


@pytest.mark.parametrize(
    ("births", "lump_sums"),
    [
        (("2006-03-04", "2006-03-04", "2016-05-04"), 2),  # twins of twenty and one of ten
        (("2006-01-04", "2006-09-24", "2011-05-04"), 2),
        (("2006-03-04", "2013-09-24"), 0),  # never three
        (("2005-11-14", "2006-01-04", "2011-05-04"), 0),  # twenty-one this month: two are left
    ],
)
def test_who_turned_twenty_of_three_brings_a_lump_sum_beside_one_child(
    births: tuple[str, ...], lump_sums: int
) -> None:
    found = benefit(parents(*births), "af")
    if not lump_sums:
        assert found.verdict == "no"
    else:
        assert exactly(found) == pytest.approx(lump_sums * 96.27, abs=0.02)


@pytest.mark.parametrize("months", [-1, 0, 1, 2, 8])
def test_the_prime_looks_at_the_age_of_the_month_of_the_right(months: int) -> None:
    # R. 842-2, I a; the wages are those of months when one was seventeen. The prime is that of 900
    # at any age: 638.28 + 42.98 of bonus + 0.5985 x 900 - 900, after CRDS.
    young = earning(900.0, birth=born(18, months))
    found = benefit(alone(adults=(young,), past_benefits=NO_RSA), "ppa")
    if months < 0:
        assert found.reasons == ("too_young",)
    elif months == 0:
        # The birthday is on the 10th of this month.
        assert (found.verdict, found.reasons) == ("possible", ("birthday_this_month",))
    else:
        assert exactly(found) == 318.32


def test_support_for_one_child_takes_nothing_from_another() -> None:
    # openfisca-france 1043: 300 for one and nothing for the other is one whole ASF (L. 523-1).
    for support in (300.0, 500.0):
        two = (child(dt.date(2018, 5, 4), support), child(dt.date(2016, 5, 4)))
        household = knowing(alone(children=two))
        assert exactly(benefit(household, "asf")) == 200.79
        # 651.69 x 1.8 - 153.01 AF - 107.59 ASF - support.
        assert exactly(benefit(household, "rsa")) == pytest.approx(912.44 - support, abs=0.02)
        [gain] = find_gains(household, [job(20)])
        assert gain.with_job[0].family == pytest.approx(200.79 + AF_OF_TWO, abs=0.02)


def test_support_for_both_is_topped_up_for_both() -> None:
    both = tuple(child(dt.date(year, 5, 4), 150.0) for year in (2018, 2016))
    # 2 x (201.78 - 150), after CRDS; all of it counts for the RSA, as it is under 2 x 107.59.
    household = knowing(alone(children=both))
    assert exactly(benefit(household, "asf")) == pytest.approx(103.07, abs=0.02)
    assert exactly(benefit(household, "rsa")) == pytest.approx(616.46, abs=0.05)
    [gain] = find_gains(household, [job(20)])
    assert gain.with_job[0].family == pytest.approx(103.07 + AF_OF_TWO, abs=0.02)


def test_a_baby_is_why_there_is_no_complement_familial() -> None:
    # L. 532-1. What is said of the resources is not the reason, and the custody may change it.
    ages = (10, 50, 80, 120)
    whole = [Child(born(0, age), support_eur_month=0.0, custody="whole") for age in ages]
    found = benefit(knowing(couple(children=tuple(whole))), "cf")
    assert (found.verdict, found.reasons) == ("no", ("paje_instead",))
    unsaid = replace(whole[0], custody=None)
    asked = benefit(knowing(couple(children=(unsaid, *whole[1:]))), "cf")
    assert verdict(asked) == ("possible", "custody")
    earners = (earning(1_000.0), earning(1_083.0))
    rich = knowing(couple(children=tuple(whole), resources_n2_eur_year=140_000.0))
    rich = replace(rich, adults=earners)
    assert benefit(rich, "cf").reasons == ("resources_too_high",)


@pytest.mark.parametrize("birth", ["2021-02-01", "2021-08-15"])
def test_who_is_five_may_be_in_the_first_class(birth: str) -> None:
    # R. 543-2: six before February; and from the cours préparatoire on.
    assert verdict(benefit(parents(birth), "ars")) == ("possible", "in_first_class")
    rich = replace(parents(birth), resources_n2_eur_year=90_000.0)
    # Of who is unemployed what was earned may not count (R. 532-7).
    assert verdict(benefit(rich, "ars")) == ("possible", "in_first_class")
    rich = replace(rich, adults=(earning(1_000.0), earning(1_083.0)))
    assert benefit(rich, "ars").verdict == "no"
    assert benefit(parents("2022-01-15"), "ars").reasons == ("no_school_child",)


def test_the_base_allowance_is_no_resource_of_the_css() -> None:
    # R. 861-10, 9°: 25,000 of wages are under 25,324 with participation; 198 a month would not be.
    earners = (earning(1_000.0), earning(1_083.0))
    household = replace(couple(10), adults=earners, past_benefits=NO_RSA)
    found = benefit(household, "css")
    assert (found.verdict, found.with_participation) == ("likely", True)


def test_child_support_of_today_is_not_that_of_the_tax_notice() -> None:
    # R. 861-8: 19,500 of wages and 2,400 of support, with a ceiling of 21,103.
    household = alone(children=(child(dt.date(2018, 5, 4), 200.0),), adults=(earning(1_625.0),))
    assert benefit(replace(household, past_benefits=NO_RSA), "css").verdict == "cannot_tell"
    rich = replace(household, adults=(earning(1_800.0),), past_benefits=NO_RSA)
    assert benefit(rich, "css").verdict == "no"


def test_a_grown_child_at_home_counts_for_the_rsa_and_not_for_the_asf() -> None:
    # R. 262-3 CASF: under 25. 651.69 x 1.5.
    household = parents("2004-03-04", family=alone())
    assert exactly(benefit(household, "rsa")) == pytest.approx(977.53, abs=0.01)
    assert benefit(household, "asf").reasons == ("no_child",)


def test_the_housing_aid_counts_a_child_up_to_twenty_one() -> None:
    home = alone(housing=Housing("tenant", 450.0, 2))
    at_twenty, at_twenty_two, none = (
        exactly(benefit(parents(*births, family=home), "aide_logement"))
        for births in (("2006-03-04",), ("2004-03-04",), ())
    )
    assert at_twenty > at_twenty_two == none


def test_a_student_who_raises_a_child_alone_has_the_rsa() -> None:
    # aides-jeunes 154; L. 262-4 3° CASF. 651.69 x 1.71216 - 107.59 ASF - 199.15 PAJE.
    household = knowing(alone(20))
    student = replace(household.adults[0], status="student")
    found = benefit(replace(household, adults=(student,)), "rsa")
    assert exactly(found) == pytest.approx(809.06, abs=0.02)


def test_a_permit_of_two_years_is_no_prime_for_sure() -> None:
    # openfisca-france 2414.
    two_years = alone(adults=(earning(1_480.0, permit_years=2.0),), past_benefits=NO_RSA)
    assert verdict(benefit(two_years, "ppa")) == ("cannot_tell", "permit_exception")


def test_three_high_wages_that_have_ended_do_not_count() -> None:
    # openfisca-france 711 and aides-jeunes 4662; R. 262-13 CASF: too few months for the ARE.
    household = knowing(alone())
    past = {Month(MONTH - lag): 15_000.0 if 1 <= lag <= 3 else 0.0 for lag in range(17)}
    ended = replace(household.adults[0], status="jobseeker", past_net_salaries=past)
    assert exactly(benefit(replace(household, adults=(ended,)), "rsa")) == 651.69


@pytest.mark.parametrize(("wage", "found"), [(1_140.0, "possible"), (1_150.0, "likely")])
def test_who_studies_has_the_prime_above_a_wage(wage: float, found: str) -> None:
    # openfisca-france 2329; 55 % of 169 hours at 12.31 are 1,144.21. A pregnancy would open it.
    adult = earning(wage, status="student", birth=born(21), with_parents=False)
    assert benefit(alone(adults=(adult,), past_benefits=NO_RSA), "ppa").verdict == found


def test_one_wage_for_two() -> None:
    # 638.28 x 1.5 + 186.53 bonus + 0.5985 x 1,480 - 1,480 = 549.73; 546.98 after CRDS.
    household = knowing(couple())
    pair = replace(household, adults=(household.adults[0], earning(1_480.0)))
    found = benefit(replace(pair, past_benefits=NO_RSA), "ppa")
    assert exactly(found) == pytest.approx(546.97, abs=0.03)


def test_work_beside_the_aah_is_no_refusal() -> None:
    # aides-jeunes 270: the AAH then counts as earned; nothing is computed, and nothing refused.
    adult = replace(earning(600.0), status="disabled_aah", income_eur_month=700.0)
    adult = replace(adult, income_since=Month(MONTH - 30))
    household = alone(adults=(adult,), past_benefits=NO_RSA)
    assert benefit(household, "aah").verdict == "likely"
    assert benefit(household, "ppa").verdict == "cannot_tell"


def test_who_brought_up_children_needs_fewer_years_of_work_for_the_ass() -> None:
    # R. 5423-1 1° code du travail: a year less for each child, three at the most.
    for children, years, expected in ((0, 20, "no"), (1, 20, "cannot_tell"), (1, 19, "no")):
        household = parents(*["2025-03-04"] * children, family=alone())
        young = replace(household.adults[0], status="jobseeker", birth=born(years, 2))
        assert benefit(replace(household, adults=(young,)), "ass").verdict == expected


def test_with_fewer_children_at_school_the_ceiling_is_lower() -> None:
    """With the oldest at school nothing moves the amount; without them an RSA that is paid does,
    beside which nothing that was earned counts (R. 532-7).
    """
    works = replace(earning(430.0), resources_n2_eur_year=38_360.0)
    past = {**works.past_net_salaries, Month(MONTH): 0.0}
    ended = replace(
        works,
        status="none",
        past_net_salaries=past,
        net_salary_eur_month=0.0,
        resources_n2_eur_year=5_640.0,
    )
    home = couple(36, 142, 202, 182, adults=(works, ended), resources_n2_eur_year=44_000.0)
    assert verdict(benefit(replace(home, past_benefits={}), "ars")) == ("possible", "rsa_received")
    paid = replace(home, past_benefits={"rsa": {Month(MONTH - 1): 412.0}})
    assert benefit(paid, "ars").verdict == "likely"
