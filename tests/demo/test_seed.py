"""The territory in the database: whole, marked fictional, and never at the cost of a real row."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth import get_user_model
from django.db.models import Model

from jalon.demo import seed as seeding
from jalon.demo.draws import Territory
from jalon.demo.seed import seed_territory
from jalon.jobs.company.models import Company, Offer, Shift
from jalon.partners.models import CarePlace
from jalon.people.models import CareOption, Child, Person
from tests.factories import make_child, make_offer, make_person

TABLES: tuple[type[Model], ...] = (Person, Child, CareOption, CarePlace, Company, Offer, Shift)

pytestmark = pytest.mark.django_db


def counts() -> dict[str, int]:
    return {table.__name__: table._default_manager.count() for table in TABLES}


def test_everything_drawn_is_saved_and_fictional(territory: Territory) -> None:
    seed_territory()
    children = [child for person in territory.people for child in person.children]
    assert counts() == {
        "Person": len(territory.people),
        "Child": len(children),
        "CareOption": sum(len(child.places) for child in children),
        "CarePlace": len(territory.places),
        "Company": len(territory.companies),
        "Offer": len(territory.offers),
        "Shift": sum(len(offer.shifts) for offer in territory.offers),
    }
    for table in (Person, CarePlace, Company, Offer):
        assert not table._default_manager.filter(is_fictional=False).exists()


def test_what_is_saved_is_valid() -> None:
    seed_territory()
    for table in TABLES:
        for row in table._default_manager.all()[:40]:
            row.full_clean(validate_unique=False, validate_constraints=False)


def test_a_person_comes_back_as_drawn(territory: Territory) -> None:
    seed_territory()
    drawn = next(person for person in territory.people if person.demo_slug == "villeneuve")
    person = Person.objects.get(demo_slug="villeneuve")
    assert (person.home_lat, person.home_lon) == (drawn.home_lat, drawn.home_lon)
    assert person.means == ["transit"]
    assert person.commune == "Villeneuve-Saint-Georges"
    slugs = [
        tuple(child.care_options.values_list("place__slug", flat=True))
        for child in person.children.all()
    ]
    assert slugs == [child.places for child in drawn.children]


def test_offers_without_hours_say_so() -> None:
    seed_territory()
    unknown = Offer.objects.filter(hours_known=False)
    assert unknown.count() == 20
    assert not Shift.objects.filter(offer__in=unknown).exists()
    assert not Offer.objects.filter(hours_known=True, shifts__isnull=True).exists()


def test_accounts_have_no_name_and_no_password() -> None:
    seed_territory()
    accounts = Person.objects.filter(demo_slug__isnull=False).order_by("pk")
    users = [person.user for person in accounts]
    assert [user and user.get_username() for user in users] == [f"demo-{n}" for n in range(1, 6)]
    assert not any(user and user.has_usable_password() for user in users)
    assert all(person.story for person in accounts)
    assert not Person.objects.filter(demo_slug__isnull=True, user__isnull=False).exists()


def test_seeding_again_changes_nothing_but_the_keys() -> None:
    seed_territory()
    before = counts(), list(Person.objects.values_list("first_name", "home_lat"))
    seed_territory()
    assert (counts(), list(Person.objects.values_list("first_name", "home_lat"))) == before
    assert get_user_model().objects.filter(username__regex="^demo-[0-9]+$").count() == 5


def test_another_seed_replaces_the_people() -> None:
    seed_territory(seed=1)
    before = set(Person.objects.values_list("home_lat", "home_lon"))
    seed_territory(seed=2)
    assert Person.objects.count() == 1200
    assert len(before & set(Person.objects.values_list("home_lat", "home_lon"))) < 50


def test_real_rows_stay_even_those_that_lean_on_fictional_ones() -> None:
    seed_territory()
    child = _real_child(CarePlace.objects.filter(kind="creche")[0])
    offer = _real_offer(Company.objects.all()[0])
    user = get_user_model().objects.create(username="demo-visitor")
    Person.objects.filter(pk=child.person_id).update(user=user)
    seed_territory(seed=2)
    child.refresh_from_db()
    assert child.care_options.get().place.is_fictional
    assert Person.objects.get(pk=child.person_id).user == user
    offer.refresh_from_db()
    assert Company.objects.filter(pk=offer.company_id).exists()


def test_a_seed_that_fails_leaves_what_was_there(monkeypatch: pytest.MonkeyPatch) -> None:
    seed_territory()
    before = counts()

    def fail(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(seeding, "_save_offers", fail)
    with pytest.raises(OSError, match="disk"):
        seed_territory(seed=2)
    assert counts() == before


def _real_child(place: CarePlace) -> Child:
    person = make_person("Réelle", is_fictional=False)
    return make_child(person, "Réel", dt.date(2025, 1, 1), place)


def _real_offer(company: Company) -> Offer:
    return make_offer("reelle", company=company)
