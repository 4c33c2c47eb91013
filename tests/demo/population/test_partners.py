"""The demo's account manager and firms: everybody's accounts, that change nothing."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from jalon.demo.population.partners import seed_partners
from jalon.jobs.company.models import Company
from jalon.partners.models import AccountManager, Firm, FirmMember
from tests.factories import CRETEIL, make_offer, make_person

pytestmark = pytest.mark.django_db

OFFER = "/ma-structure/offres/a/"


def enter(slug: str) -> Client:
    client = Client()
    client.post(reverse("enter_partner"), {"compte": slug})
    return client


@pytest.fixture(autouse=True)
def seeded(settings: object) -> None:
    settings.JALON_DEMO = True  # type: ignore[attr-defined]
    company = Company.objects.create(
        name="Éclat du Matin Propreté", sector="Propreté", is_fictional=True, **CRETEIL
    )
    make_offer("a", title="Agent du soir", company=company)
    make_person("Alice", "alice")
    seed_partners()


def test_seeding_again_keeps_the_accounts() -> None:
    before = set(AccountManager.objects.values_list("user_id", flat=True))
    seed_partners()
    assert set(AccountManager.objects.values_list("user_id", flat=True)) == before
    assert (Firm.objects.count(), FirmMember.objects.count()) == (2, 2)


def test_each_enters_by_the_first_page_and_looks() -> None:
    page = Client().get("/").content.decode()
    for slug in ("gestionnaire", "recruteur", "association"):
        assert f'value="{slug}"' in page
    assert enter("gestionnaire").get(reverse("accounts")).status_code == 200
    offers = enter("recruteur").get(reverse("firm_offers")).content.decode()
    assert "Agent du soir" in offers
    assert "Agent du soir" in enter("recruteur").get(OFFER).content.decode()
    offers = enter("association").get(reverse("firm_offers")).content.decode()
    assert "Agent du soir" not in offers
    assert enter("association").get(OFFER).status_code == 404


def test_a_demo_firm_invites_nobody() -> None:
    client = enter("recruteur")
    colleague = {"first_name": "L", "last_name": "R", "mail": "x@exemple.fr"}
    client.post(reverse("firm_members"), colleague)
    assert FirmMember.objects.count() == 2


@pytest.mark.parametrize("slug", ["", "nobody", "referente"])
def test_an_unknown_account_is_not_found(slug: str) -> None:
    assert Client().post(reverse("enter_partner"), {"compte": slug}).status_code == 404


def test_without_the_demo_there_is_no_door_and_nobody_real_is_entered(settings: object) -> None:
    AccountManager.objects.update(is_fictional=False)
    assert Client().post(reverse("enter_partner"), {"compte": "gestionnaire"}).status_code == 404
    settings.JALON_DEMO = False  # type: ignore[attr-defined]
    assert Client().post(reverse("enter_partner"), {"compte": "recruteur"}).status_code == 404
    assert Client().get(reverse("enter_partner")).status_code == 404
