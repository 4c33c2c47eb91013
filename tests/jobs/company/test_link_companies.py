"""A company is linked to an account by its SIRET, or by what an agent wrote; never by its name."""

from __future__ import annotations

import pytest
from django.utils import timezone

from jalon.jobs.company.link_companies import link_companies
from jalon.jobs.company.models import Company, Offer
from jalon.jobs.company.queries import find_offer_of_firm, list_offers_of_firm
from jalon.partners.models import Firm, FirmState
from tests.factories import CRETEIL, make_offer

pytestmark = pytest.mark.django_db

ONE, OTHER = "73282932000074", "73282932000082"
"""Two establishments of one company."""


def make_firm(siret: str = ONE, **changes: object) -> Firm:
    values = {"kind": "company", "name": "Atelier", "asked_at": timezone.now()}
    return Firm.objects.create(siret=siret, **(values | {"state": FirmState.APPROVED} | changes))


def make_own(slug: str, **changes: object) -> Offer:
    """An offer of a company of its own."""
    values = {"name": "Atelier", "sector": "Nettoyage", **CRETEIL}
    return make_offer(slug, company=Company.objects.create(**(values | changes)))


def seen(firm: Firm) -> list[str]:
    return [offer.slug for offer in list_offers_of_firm(firm)]


def test_two_establishments_of_one_company_are_two() -> None:
    one, other = make_firm(), make_firm(OTHER)
    make_own("a", siret=ONE)
    make_own("b", siret=OTHER)
    assert link_companies() == 2
    assert (seen(one), seen(other)) == (["a"], ["b"])
    assert find_offer_of_firm(one, "a") is not None
    assert find_offer_of_firm(one, "b") is None
    assert link_companies() == 0


def test_a_name_links_nothing() -> None:
    firm = make_firm()
    make_own("a")
    make_own("b", siret=OTHER)
    assert link_companies() == 0
    assert seen(firm) == []


def test_the_reference_that_an_agent_wrote_links_all_of_its_company() -> None:
    firm = make_firm(offer_reference="a")
    offer = make_own("a")
    make_offer("b", company=offer.company)
    make_own("c")
    link_companies()
    assert sorted(seen(firm)) == ["a", "b"]


def test_a_reference_that_was_wrong_is_taken_back() -> None:
    firm = make_firm(offer_reference="a")
    make_own("a")
    link_companies()
    Firm.objects.update(offer_reference="")
    assert link_companies() == 1
    assert seen(firm) == []


def test_of_two_firms_with_one_reference_the_first_has_it() -> None:
    one, other = make_firm(offer_reference="a"), make_firm(OTHER, offer_reference="a")
    make_own("a")
    link_companies()
    assert (seen(one), seen(other)) == (["a"], [])


def test_a_siret_is_stronger_than_a_reference() -> None:
    one, other = make_firm(), make_firm(OTHER, offer_reference="a")
    make_own("a", siret=ONE)
    link_companies()
    assert (seen(one), seen(other)) == (["a"], [])


@pytest.mark.parametrize("state", [FirmState.WAITING, FirmState.DECLINED])
def test_who_is_not_approved_any_more_or_not_yet_has_no_offer(state: FirmState) -> None:
    firm = make_firm()
    make_own("a", siret=ONE)
    link_companies()
    Firm.objects.update(state=state)
    assert link_companies() == 1
    assert seen(firm) == []


def test_the_demo_and_what_is_real_are_never_linked() -> None:
    firm = make_firm(is_fictional=True, offer_reference="b")
    make_own("a", siret=ONE)
    make_own("b")
    assert link_companies() == 0
    assert seen(firm) == []
