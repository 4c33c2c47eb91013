"""The named accounts have answered; what they said goes through the same checks as anybody's."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from jalon.core.months import Month, month_of
from jalon.demo import seed as seeding
from jalon.demo.population.accounts import read_accounts
from jalon.demo.population.households import read_households, save_households
from jalon.people.household import keys
from jalon.people.household.build import household_of
from jalon.people.household.conversation import conversation_of
from jalon.people.models import HouseholdAnswers, Person
from jalon.rights import Household

pytestmark = pytest.mark.django_db
NAMED = ("creteil", "valenton", "alfortville", "villeneuve", "limeil")


def household(slug: str) -> Household:
    return household_of(Person.objects.get(demo_slug=slug), timezone.localdate())


@pytest.fixture
def accounts() -> None:
    """The named accounts and their children, as the seed saves them, without the territory."""
    for drawn in read_accounts():
        person = seeding._person(drawn)
        person.save()
        for child in drawn.children:
            person.children.create(first_name=child.first_name, birth_date=child.birth_date)
    save_households(Person.objects.all())


def test_the_seed_saves_answers_for_every_account_and_nobody_else() -> None:
    seeding.seed_territory()
    named = [account.demo_slug for account in read_accounts()]
    assert set(read_households()) == set(named) == set(NAMED)
    answered = HouseholdAnswers.objects.values_list("person__demo_slug", flat=True)
    assert sorted(map(str, answered)) == sorted(NAMED)


@pytest.mark.parametrize("slug", NAMED)
def test_everything_that_is_written_is_asked_and_kept(slug: str, accounts: None) -> None:
    person = Person.objects.get(demo_slug=slug)
    talk = conversation_of(person, timezone.localdate())
    written = dict(read_households()[slug])
    cares = written.pop("care", [])
    assert len(cares) in (0, len([key for key in talk.keys if keys.is_care(key)]))
    assert len(talk.answers) == len(written) + len(cares)


def test_the_household_of_the_lone_mother(accounts: None) -> None:
    mother, now = household("creteil"), month_of(timezone.localdate())
    assert not mother.couple
    assert (mother.housing.status, mother.housing.rent_eur, mother.housing.zone) == (
        *("tenant_social", 410, 1),
    )
    care = mother.children[0].care
    assert care is not None
    assert (care.kind, care.hours_month) == ("creche", 140)
    assert mother.isolated_since == now - 18
    assert mother.past_benefits["rsa"][Month(now - 1)] > 651.69
    assert mother.next_declaration_month == now + 2
    assert len(mother.adults[0].past_net_salaries) == 16


def test_the_household_of_the_couple(accounts: None) -> None:
    couple = household("villeneuve")
    assert couple.adults[1].birth == dt.date(1988, 6, 14)
    assert couple.adults[1].net_salary_eur_month == 1310
    kinds = [child.care and child.care.kind for child in couple.children]
    assert kinds == ["after_school", "creche"]
    assert "paje" not in couple.past_benefits


def test_who_lives_in_care_has_said_almost_nothing(accounts: None) -> None:
    enzo = household("alfortville")
    assert enzo.adults[0].status == "student"
    assert enzo.past_benefits == {}
    assert enzo.housing.status is None


def test_whoever_is_no_account_is_left_alone(accounts: None) -> None:
    HouseholdAnswers.objects.all().delete()
    Person.objects.update(demo_slug=None)
    save_households(Person.objects.all())
    assert not HouseholdAnswers.objects.exists()
