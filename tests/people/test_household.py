"""From what a person answered to the household that the engine takes; unknown stays None."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from jalon.core.months import parse_month
from jalon.people.household import keys
from jalon.people.household.build import MissingAnswer, build_household, household_of
from jalon.people.household.conversation import conversation_of
from jalon.people.household.zones import housing_zone_of
from jalon.people.models import Child, HouseholdAnswers, Person
from jalon.rights import Adult, Care, Household, Housing
from jalon.rights import Child as ChildOfTheHousehold

TODAY = dt.date(2026, 11, 25)
NOVEMBER = parse_month("2026-11")


def say(person: Person, **answers: Any) -> None:  # noqa: ANN401 - JSON values
    HouseholdAnswers.objects.update_or_create(person=person, defaults={"answers": answers})


@pytest.fixture
def child(person: Person) -> Child:
    """A child of two; the mother is alone."""
    Person.objects.filter(pk=person.pk).update(family_type="lone_parent")
    person.refresh_from_db()
    return Child.objects.create(person=person, first_name="Naël", birth_date=dt.date(2024, 6, 3))


def test_without_an_answer_everything_but_the_file_is_unknown(person: Person) -> None:
    assert household_of(person, TODAY) == Household(
        month=NOVEMBER,
        adults=(Adult(birth=dt.date(1990, 1, 1)),),
        couple=False,
        housing=Housing(zone=1),
        commune="94028",
    )


def test_i_do_not_know_says_nothing_more(person: Person, child: Child) -> None:
    before = household_of(person, TODAY)
    names = ("situation", "salaries", "housing", "benefits", "next_declaration", "resources")
    more = (keys.CHILD_SUPPORT, keys.ISOLATED_SINCE, keys.care_key(child))
    say(person, **dict.fromkeys((*names, *more), keys.UNKNOWN))
    assert household_of(person, TODAY) == before


def test_the_household_of_a_lone_mother(person: Person, child: Child) -> None:
    care = {"kind": "creche", "hours_month": 140, "hours_month_now": None}
    say(
        person,
        couple="alone",
        isolated_since={"month": "2025-05", "or_before": True},
        child_support={str(child.pk): 0},
        situation="none",
        salaries={"2026-07": 300, "2026-08": None, "2026-09": 0},
        housing="tenant_social",
        rent=410,
        benefits={"2026-10": {"rsa": 950.5, "ppa": 0, "af": None}, "2026-09": {"rsa": 940}},
        next_declaration="2027-01",
        resources={"year": 2024, "eur": 5000},
        **{keys.care_key(child): care},
    )
    october, september = parse_month("2026-10"), parse_month("2026-09")
    assert household_of(person, TODAY) == Household(
        month=NOVEMBER,
        adults=(
            Adult(
                birth=dt.date(1990, 1, 1),
                status="none",
                past_net_salaries={parse_month("2026-07"): 300, september: 0},
                resources_n2_eur_year=5000,
            ),
        ),
        couple=False,
        children=(ChildOfTheHousehold(dt.date(2024, 6, 3), Care("creche", 140, None), 0),),
        housing=Housing("tenant_social", 410, 1),
        past_benefits={"rsa": {october: 950.5, september: 940}, "ppa": {october: 0}},
        next_declaration_month=parse_month("2027-01"),
        resources_n2_eur_year=5000,
        isolated_since=parse_month("2025-05"),
        commune="94028",
    )


@pytest.mark.parametrize(
    ("situation", "status", "salary", "income"),
    [
        ("employee", "employee", 900, None),
        ("apprentice", "apprentice", 900, None),
        ("jobseeker_are", "jobseeker_are", None, 900),
        ("disabled_aah", "disabled_aah", None, 900),
        ("student", "student", None, None),
        ("undisclosed", None, None, None),
    ],
)
def test_an_income_goes_with_its_situation(
    person: Person, situation: str, status: str | None, salary: int | None, income: int | None
) -> None:
    say(person, situation=situation, income=900)
    adult = household_of(person, TODAY).adults[0]
    assert (adult.status, adult.net_salary_eur_month, adult.income_eur_month) == (
        *(status, salary, income),
    )


def test_the_rent_is_that_of_a_tenant(person: Person) -> None:
    say(person, housing="owner", rent=410)
    assert household_of(person, TODAY).housing == Housing("owner", None, 1)


def test_a_couple_has_two_adults(person: Person) -> None:
    say(
        person,
        couple="couple",
        partner_birth="1988-02-29",
        partner_situation="employee",
        partner_income=1200,
        partner_salaries={"2026-10": 1100, "2026-11": None},
        partner_earlier_salaries={"2026-06": 0},
    )
    household = household_of(person, TODAY)
    paid = {parse_month("2026-06"): 0, parse_month("2026-10"): 1100}
    assert household.couple
    assert household.adults[1] == Adult(
        birth=dt.date(1988, 2, 29),
        status="employee",
        net_salary_eur_month=1200,
        past_net_salaries=paid,
    )


def test_the_file_says_who_is_a_couple_until_the_person_does(person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(family_type="couple")
    person.refresh_from_db()
    with pytest.raises(MissingAnswer) as wanted:
        household_of(person, TODAY)
    assert wanted.value.key == keys.PARTNER_BIRTH
    say(person, couple="alone")
    assert not household_of(person, TODAY).couple


@pytest.mark.parametrize(
    ("answers", "wanted"),
    [
        ({"couple": "unknown"}, keys.COUPLE),
        ({"couple": "couple"}, keys.PARTNER_BIRTH),
        ({"couple": "couple", "partner_birth": "unknown"}, keys.PARTNER_BIRTH),
    ],
)
def test_a_household_whose_adults_nobody_knows_is_not_guessed(
    person: Person, answers: dict[str, str], wanted: str
) -> None:
    say(person, **answers)
    with pytest.raises(MissingAnswer) as missing:
        household_of(person, TODAY)
    assert missing.value.key == wanted


def test_what_is_over_is_not_told(person: Person) -> None:
    say(person, next_declaration="2026-10", resources={"year": 2023, "eur": 1})
    household = household_of(person, TODAY)
    assert household.next_declaration_month is None
    assert household.resources_n2_eur_year is None


@pytest.mark.parametrize(
    ("commune", "zone"),
    [("94028", 1), ("75112", 1), ("93066", 1), ("67482", None), ("77001", None)],
)
def test_the_zone_is_known_around_paris_only(commune: str, zone: int | None) -> None:
    assert housing_zone_of(commune) == zone


def test_the_facts_that_are_rare_or_of_an_allowance(person: Person, child: Child) -> None:
    say(
        person,
        couple="couple",
        partner_birth="1992-02-02",
        partner_situation="retired",
        partner_income=800,
        partner_income_since={"month": "2026-03", "or_before": False},
        situation="jobseeker_are",
        income=950,
        income_since={"month": "2025-05", "or_before": True},
        pregnancy="yes",
        custody="shared",
        permit="short",
        partner_permit="not_needed",
        housing="tenant",
        flat_share="no",
        resources={"year": 2024, "eur": 40_000},
        own_resources={"mine": 30_000, "partner": None},
    )
    household = household_of(person, TODAY)
    first, partner = household.adults
    assert (first.income_since, first.permit_years) == (parse_month("2025-05"), 0.0)
    assert (partner.income_since, partner.permit_years) == (parse_month("2026-03"), "not_needed")
    assert (first.pregnant, partner.pregnant) == (True, True)
    # 30,000 of wages are 27,000 of taxable income, as the total is: 10 % are the costs of work.
    assert (first.resources_n2_eur_year, partner.resources_n2_eur_year) == (27_000, None)
    assert household.children[0].custody == "shared"
    assert (household.housing.flat_share, household.housing.loan) == (False, None)


def test_the_custody_is_said_child_by_child(person: Person, child: Child) -> None:
    other = Child.objects.create(person=person, first_name="Lina", birth_date=dt.date(2018, 1, 9))
    custody: dict[str, str | None] = {str(child.pk): "shared", str(other.pk): None}
    say(person, custody=custody)
    by_birth = {one.birth: one.custody for one in household_of(person, TODAY).children}
    assert by_birth == {child.birth_date: "shared", other.birth_date: None}
    # A child who came after the answer was not asked about: it is asked again.
    Child.objects.create(person=person, first_name="Ali", birth_date=dt.date(2026, 10, 1))
    assert {one.custody for one in household_of(person, TODAY).children} == {None}
    assert not conversation_of(person, TODAY).is_answered(keys.CUSTODY)


def test_who_is_not_registered_has_an_answer_of_their_own(person: Person) -> None:
    say(person, situation=keys.UNREGISTERED)
    [adult] = household_of(person, TODAY).adults
    assert (adult.status, adult.registered) == ("none", False)
    say(person, situation="none")
    assert household_of(person, TODAY).adults[0].registered is None


def test_a_question_is_asked_only_where_it_changes_something(person: Person, child: Child) -> None:
    def asked(**answers: object) -> set[str]:
        say(person, **answers)
        return set(conversation_of(person, TODAY).keys)

    assert keys.INCOME_SINCE not in asked(situation="jobseeker")
    assert keys.INCOME_SINCE in asked(situation="jobseeker_are", income=900)
    assert keys.INCOME_SINCE not in asked(situation="jobseeker_are", income=0)
    assert keys.LOAN in asked(housing="owner")
    assert keys.LOAN not in asked(housing="tenant")
    rich, poor = ({"year": 2024, "eur": eur} for eur in (40_000, 9_000))
    assert keys.OWN_RESOURCES in asked(couple="couple", resources=rich)
    assert keys.OWN_RESOURCES not in asked(couple="couple", resources=poor)
    assert keys.OWN_RESOURCES not in asked(couple="alone", resources=rich)
    # Who is over 25, or has a child, is a household of their own.
    assert keys.PARENTS_HOME not in asked()
    child.delete()
    Person.objects.filter(pk=person.pk).update(birth_date=dt.date(2003, 1, 1))
    person.refresh_from_db()
    assert keys.PARENTS_HOME in asked()


def test_a_man_who_lives_alone_is_not_asked_whether_he_awaits_a_child(person: Person) -> None:
    person.family_type = "single_man"
    talk = conversation_of(person, TODAY)
    assert keys.PREGNANCY not in talk.every_key
    assert build_household(talk).adults[0].pregnant is False
    say(person, couple="couple", partner_birth="1988-02-29")
    assert keys.PREGNANCY in conversation_of(person, TODAY).every_key
    assert household_of(person, TODAY).adults[0].pregnant is None
    person.family_type = "single_woman"
    say(person, couple="alone")
    assert household_of(person, TODAY).adults[0].pregnant is None


def test_the_month_of_a_birth_is_asked_of_who_awaits_one(person: Person) -> None:
    say(person, couple="alone", situation="none")
    assert keys.DUE not in conversation_of(person, TODAY).every_key
    say(person, couple="alone", situation="none", pregnancy="no", due="2027-03")
    assert household_of(person, TODAY).adults[0].due is None
    say(person, couple="alone", situation="none", pregnancy="yes")
    assert keys.DUE in conversation_of(person, TODAY).keys
    assert household_of(person, TODAY).adults[0].due is None
    say(person, couple="alone", situation="none", pregnancy="yes", due="2027-03")
    assert household_of(person, TODAY).adults[0].due == parse_month("2027-03")
    # A month that is over is no birth to come: it is asked again.
    say(person, couple="alone", situation="none", pregnancy="yes", due="2026-09")
    talk = conversation_of(person, TODAY)
    assert keys.DUE in talk.open_keys()
    assert build_household(talk).adults[0].due is None


def test_of_a_couple_one_birth_is_awaited(person: Person) -> None:
    say(person, couple="couple", partner_birth="1988-02-29", pregnancy="yes", due="2027-03")
    first, partner = household_of(person, TODAY).adults
    assert (first.due, partner.due) == (parse_month("2027-03"), None)


def test_who_is_alone_says_what_was_theirs_of_a_year_of_two(person: Person) -> None:
    """R. 532-4 CSS: the question asks for their own alone."""
    say(person, couple="alone", resources={"year": 2024, "eur": 21_000})
    [adult] = household_of(person, TODAY).adults
    assert adult.resources_n2_eur_year == 21_000
    total = {"year": 2024, "eur": 21_000}
    say(person, couple="couple", partner_birth="1988-02-29", resources=total)
    assert [one.resources_n2_eur_year for one in household_of(person, TODAY).adults] == [None, None]


def test_a_permit_of_a_refugee_asks_for_no_years(person: Person) -> None:
    say(person, couple="alone", permit="protected")
    assert household_of(person, TODAY).adults[0].permit_years == "not_needed"
