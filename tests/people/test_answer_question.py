"""Answers about a household: kept one by one, checked, and only those that still mean something."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

import pytest
from django.db import connection

from jalon.core.errors import RequestError
from jalon.people.actions.answer_question import answer_question
from jalon.people.actions.forget_answers import forget_answers
from jalon.people.household import keys
from jalon.people.household.conversation import Conversation, conversation_of
from jalon.people.models import Child, HouseholdAnswers, Person
from tests.factories import make_person

TODAY = dt.date(2026, 11, 25)
MONTHS = ("2026-07", "2026-08", "2026-09", "2026-10", "2026-11")


@pytest.fixture
def mother(person: Person) -> Person:
    """Alone with a child of two and a child of seven."""
    Person.objects.filter(pk=person.pk).update(family_type="lone_parent")
    for name, year in (("Petit", 2024), ("Grande", 2019)):
        Child.objects.create(person=person, first_name=name, birth_date=dt.date(year, 6, 3))
    person.refresh_from_db()
    return person


def answers_of(person: Person) -> dict[str, Any]:
    answers: dict[str, Any] = HouseholdAnswers.objects.get(person=person).answers
    return answers


def talk(person: Person, today: dt.date = TODAY) -> Conversation:
    return conversation_of(person, today)


def test_answers_are_kept_one_by_one(person: Person) -> None:
    answer_question(person, keys.SITUATION, "none", TODAY)
    answer_question(person, keys.HOUSING, "tenant", TODAY)
    answer_question(person, keys.RENT, 410.5, TODAY)
    assert answers_of(person) == {"situation": "none", "housing": "tenant", "rent": 410.5}


def test_i_do_not_know_is_an_answer_and_no_answer_is_none(person: Person) -> None:
    answer_question(person, keys.SITUATION, keys.UNKNOWN, TODAY)
    now = talk(person)
    assert now.is_answered(keys.SITUATION)
    assert not now.is_answered(keys.HOUSING)
    assert keys.SITUATION not in now.open_keys()
    assert now.said(keys.SITUATION) is None


@pytest.mark.parametrize("birth", ["1935-05-02", "1969-12-31", "2001-01-01"])
def test_a_partner_may_be_of_any_age(person: Person, birth: str) -> None:
    answer_question(person, keys.COUPLE, "couple", TODAY)
    answer_question(person, keys.PARTNER_BIRTH, birth, TODAY)
    assert answers_of(person)[keys.PARTNER_BIRTH] == birth


def test_answers_are_those_of_one_person(person: Person) -> None:
    other = make_person("Yanis")
    answer_question(person, keys.SITUATION, "student", TODAY)
    assert talk(other).answers == {}
    forget_answers(other)
    assert answers_of(person) == {"situation": "student"}


def test_forgetting_erases_everything(person: Person) -> None:
    answer_question(person, keys.SITUATION, "student", TODAY)
    forget_answers(person)
    assert not HouseholdAnswers.objects.exists()
    assert talk(person).open_keys() == talk(person).keys


def test_a_changed_answer_takes_what_followed_from_it(person: Person) -> None:
    answer_question(person, keys.SITUATION, "employee", TODAY)
    answer_question(person, keys.INCOME, 900, TODAY)
    answer_question(person, keys.SITUATION, "employee", TODAY)
    assert answers_of(person)["income"] == 900
    answer_question(person, keys.SITUATION, "jobseeker_are", TODAY)
    assert "income" not in answers_of(person)


def test_amounts_by_month_add_up_and_old_ones_go(person: Person) -> None:
    answer_question(person, keys.SALARIES, dict.fromkeys(MONTHS, 100), TODAY)
    later = dt.date(2027, 1, 4)
    months = talk(person, later).salary_months
    answer_question(person, keys.SALARIES, dict.fromkeys(months, 200), later)
    kept = answers_of(person)["salaries"]
    assert list(kept.items())[:2] == [("2026-07", 100), ("2026-08", 100)]
    assert kept["2026-09"] == kept["2027-01"] == 200
    much_later = dt.date(2028, 10, 1)
    months = talk(person, much_later).salary_months
    answer_question(person, keys.SALARIES, dict.fromkeys(months, 0), much_later)
    assert min(answers_of(person)["salaries"]) == "2026-10"


def test_a_month_that_was_answered_once_is_known_when_it_is_earlier(person: Person) -> None:
    earlier = talk(person).earlier_months
    assert (earlier[0], earlier[-1], len(earlier)) == ("2025-08", "2026-06", 11)
    answer_question(person, keys.SALARIES, dict.fromkeys(MONTHS, 100), TODAY)
    answer_question(person, keys.EARLIER_SALARIES, dict.fromkeys(earlier, 0), TODAY)
    later = talk(person, dt.date(2027, 1, 4))
    assert later.earlier_months[-1] == "2026-08"
    assert later.is_answered(keys.EARLIER_SALARIES)
    assert not later.is_answered(keys.SALARIES)
    assert not talk(person, dt.date(2027, 6, 1)).is_answered(keys.EARLIER_SALARIES)


CHILDLESS = (
    *("couple", "situation", "salaries", "earlier_salaries"),
    *("housing", "benefits", "next_declaration"),
)


def test_what_is_asked_of_somebody_alone_without_children(person: Person) -> None:
    assert talk(person).keys == (*CHILDLESS, "resources")


def test_what_is_asked_of_a_lone_parent(mother: Person) -> None:
    asked = talk(mother).keys
    assert asked[:3] == ("couple", "isolated_since", "child_support")
    grande, petit = (mother.children.get(first_name=name) for name in ("Grande", "Petit"))
    both = [keys.care_key(grande), keys.care_key(petit)]
    assert [key for key in asked if keys.is_care(key)] == both
    # Grande, born on 3 June 2019, needs nobody from twelve on.
    eve, birthday = (talk(mother, dt.date(2031, 6, day)).keys for day in (2, 3))
    assert both[0] in eve
    assert both[0] not in birthday


def test_what_is_asked_of_a_couple(mother: Person) -> None:
    answer_question(mother, keys.COUPLE, "couple", TODAY)
    asked = talk(mother).keys
    assert asked[:3] == ("couple", "partner_birth", "partner_situation")
    assert asked[3:6] == ("partner_salaries", "partner_earlier_salaries", "child_support")
    answer_question(mother, keys.PARTNER_SITUATION, "employee", TODAY)
    assert talk(mother).keys[3] == "partner_income"
    answer_question(mother, keys.COUPLE, "alone", TODAY)
    assert not [key for key in talk(mother).keys if key.startswith("partner")]
    assert talk(mother).said(keys.PARTNER_SITUATION) is None


@pytest.mark.parametrize(
    ("key", "value", "follower"),
    [
        (keys.SITUATION, "retired", keys.INCOME),
        (keys.HOUSING, "tenant_social", keys.RENT),
    ],
)
def test_a_question_that_follows_is_asked_when_it_has_a_sense(
    person: Person, key: str, value: str, follower: str
) -> None:
    assert follower not in talk(person).keys
    answer_question(person, key, value, TODAY)
    assert follower in talk(person).keys
    answer_question(person, key, "none", TODAY)
    assert follower not in talk(person).keys


@pytest.mark.parametrize(
    ("rsa", "ppa", "asked"), [(573.49, 0, True), (0, 90, True), (0, None, True), (0, 0, False)]
)
def test_a_declaration_is_due_with_the_rsa_or_the_prime(
    person: Person, rsa: float | None, ppa: float | None, asked: bool
) -> None:
    paid = {"rsa": rsa, "ppa": ppa, "aide_logement": 0}
    answer_question(person, keys.BENEFITS, {"2026-10": paid}, TODAY)
    assert (keys.NEXT_DECLARATION in talk(person).keys) is asked


STALE = [
    (keys.SALARIES, dict.fromkeys(MONTHS, 0), dt.date(2026, 12, 1)),
    (keys.BENEFITS, {"2026-10": {"rsa": 1, "ppa": 0, "aide_logement": 0}}, dt.date(2026, 12, 1)),
    (keys.NEXT_DECLARATION, "2026-12", dt.date(2027, 1, 1)),
    (keys.RESOURCES, {"year": 2024, "eur": 0}, dt.date(2027, 1, 1)),
]


@pytest.mark.parametrize(("key", "value", "later"), STALE, ids=[key for key, *_ in STALE])
def test_what_was_about_another_month_is_asked_again(
    person: Person, key: str, value: object, later: dt.date
) -> None:
    answer_question(person, key, value, TODAY)
    assert talk(person, later - dt.timedelta(days=1)).is_answered(key)
    assert not talk(person, later).is_answered(key)
    known_still = key in keys.BY_MONTH
    assert (talk(person, later).said(key) == value) is known_still


def test_a_new_child_makes_the_support_a_question_again(mother: Person) -> None:
    support = {str(child.pk): 0 for child in mother.children.all()}
    answer_question(mother, keys.CHILD_SUPPORT, support, TODAY)
    assert talk(mother).is_answered(keys.CHILD_SUPPORT)
    Child.objects.create(person=mother, first_name="Bébé", birth_date=dt.date(2026, 11, 1))
    assert not talk(mother).is_answered(keys.CHILD_SUPPORT)


def test_a_child_to_come_is_not_asked_about(person: Person) -> None:
    Child.objects.create(person=person, first_name="Bébé", birth_date=dt.date(2027, 2, 1))
    assert talk(person).keys == (*CHILDLESS, "resources")


WRONG: list[tuple[str, object]] = [
    (keys.COUPLE, "married"),
    (keys.COUPLE, None),
    (keys.SITUATION, "sick"),
    (keys.HOUSING, ["tenant"]),
    (keys.SALARIES, 0),
    (keys.SALARIES, {"2026-11": 0}),
    (keys.SALARIES, dict.fromkeys(MONTHS, -1)),
    (keys.SALARIES, dict.fromkeys((*MONTHS, "2026-12"), 0)),
    (keys.SALARIES, dict.fromkeys(MONTHS, float("nan"))),
    (keys.BENEFITS, {"2026-09": {"rsa": 0, "ppa": 0, "aide_logement": 0}}),
    (keys.BENEFITS, {"2026-10": {"rsa": 0, "ppa": 0}}),
    (keys.BENEFITS, {"2026-10": {"rsa": 0, "ppa": 0, "aide_logement": 20_001}}),
    (keys.NEXT_DECLARATION, "2026-10"),
    (keys.NEXT_DECLARATION, "2027-03"),
    (keys.NEXT_DECLARATION, "janvier"),
    (keys.DUE, "2026-09"),
    (keys.DUE, "2027-09"),
    (keys.INCOME_SINCE, {"month": "2027-03", "or_before": False}),
    (keys.RESOURCES, {"year": 2023, "eur": 0}),
    (keys.RESOURCES, {"year": 2024, "eur": True}),
    (keys.RENT, 410),
    ("religion", "none"),
]


@pytest.mark.parametrize(("key", "value"), WRONG)
def test_what_cannot_be_an_answer_is_not_kept(person: Person, key: str, value: object) -> None:
    with pytest.raises(RequestError):
        answer_question(person, key, value, TODAY)
    assert talk(person).answers == {}


def test_what_cannot_be_said_of_children_is_not_kept(mother: Person) -> None:
    petit = mother.children.get(first_name="Petit")
    stranger = Child.objects.create(
        person=make_person("Yanis"), first_name="Autre", birth_date=dt.date(2024, 1, 1)
    )
    for key, value in (
        (keys.care_key(petit), {"kind": "creche", "hours_month": 351, "hours_month_now": 0}),
        (keys.care_key(petit), {"kind": "grandmother", "hours_month": 1, "hours_month_now": 0}),
        (keys.care_key(stranger), {"kind": "none", "hours_month": None, "hours_month_now": None}),
        (keys.CHILD_SUPPORT, {str(petit.pk): 100}),
        (keys.CHILD_SUPPORT, {str(stranger.pk): 100}),
        (keys.ISOLATED_SINCE, {"month": "2026-12", "or_before": False}),
        (keys.ISOLATED_SINCE, {"month": "2026-10"}),
    ):
        with pytest.raises(RequestError):
            answer_question(mother, key, value, TODAY)


@pytest.mark.parametrize("birth", ["2010-12-01", "1916-10-31", "02/05/1990", ""])
def test_a_partner_is_an_adult(person: Person, birth: str) -> None:
    answer_question(person, keys.COUPLE, "couple", TODAY)
    with pytest.raises(RequestError):
        answer_question(person, keys.PARTNER_BIRTH, birth, TODAY)
    answer_question(person, keys.PARTNER_BIRTH, "2010-11-30", TODAY)
    assert talk(person).said(keys.PARTNER_BIRTH) == "2010-11-30"


@pytest.mark.django_db(transaction=True)
def test_a_refused_answer_leaves_the_others(person: Person) -> None:
    answer_question(person, keys.SITUATION, "student", TODAY)
    with pytest.raises(RequestError):
        answer_question(person, keys.HOUSING, "castle", TODAY)
    assert answers_of(person) == {"situation": "student"}


@pytest.mark.django_db(transaction=True)
def test_erasing_beside_an_answering_tab_fails_neither_and_brings_nothing_back(
    person: Person,
) -> None:
    answer_question(person, keys.SITUATION, "student", TODAY)

    def answer(rank: int) -> None:
        with closing(connection):
            answer_question(person, keys.HOUSING, ("owner", "free")[rank % 2], TODAY)

    def erase(_: int) -> None:
        with closing(connection):
            forget_answers(person)

    with ThreadPoolExecutor(6) as pool:
        done = [pool.submit((answer, erase)[rank % 2], rank // 2) for rank in range(60)]
    assert [one.exception() for one in done] == [None] * 60
    assert keys.SITUATION not in talk(person).answers
