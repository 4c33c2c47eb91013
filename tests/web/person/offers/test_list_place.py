"""Going back from an offer finds the list as one left it, by addresses alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import unescape

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from jalon.jobs.person.week import OfferDays
from jalon.people.models import Person
from jalon.reach import Reason, Unlock
from jalon.web.person.offers.list_place import ListPlace, read_place
from tests.web import days
from tests.web.conftest import sign_in

Space = Callable[..., list[Person]]
MANY = 23
LATE = Reason("trip_too_long", "monday", {"way": "back", "trip_min": 72, "max_trip_min": 60})
BICYCLE = Unlock("bicycle", 5 * 3600)


def held(slug: str) -> OfferDays:
    return days.gather(days.make_offer(slug), (days.creche_day(),))


def refused(slug: str) -> OfferDays:
    return days.gather(days.make_offer(slug), (days.refused_day("monday", LATE),))


def all_lists() -> tuple[Sequence[OfferDays], dict[str, tuple[Unlock, ...]]]:
    """More than a page of each."""
    numbers = [f"{rank:02}" for rank in range(MANY)]
    unknown = [days.gather(days.make_offer(f"quand-{number}"), ()) for number in numbers]
    no = [refused(f"non-{number}") for number in numbers]
    opening: dict[str, tuple[Unlock, ...]] = {one.offer.slug: (BICYCLE,) for one in no}
    return [*(held(f"oui-{number}") for number in numbers), *no, *unknown], opening


def read(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def first_card(page: str) -> tuple[str, str]:
    """The address and the anchor of the first offer of a list."""
    found = re.search(r'<article class="[^"]*" id="([^"]+)">.*?href="([^"]+)"', page, re.DOTALL)
    assert found
    return found[2], found[1]


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("offers", ""),
        ("offers", "?page=2"),
        ("offers", "?tri=marge"),
        ("offers", "?tri=debut&page=2"),
        ("why_not", "?page=2"),
        ("why_not", "?tri=depart&page=2"),
        ("unknown_hours", "?page=2"),
        ("opened", "?changement=velo"),
        ("opened", "?changement=velo&tri=marge&depuis=2&page=2"),
    ],
)
def test_one_comes_back_where_one_was(alice: Person, space: Space, name: str, query: str) -> None:
    space(*all_lists())
    client, here = sign_in(alice), reverse(name) + query
    offer_url, card = first_card(read(client, here))
    backs = re.findall(r'<a class="(?:up|button)" href="([^"]+)"', read(client, offer_url))
    assert backs == [f"{here}#{card}"] * 2
    assert f'id="{card}"' in read(client, backs[0])


def test_a_list_of_opened_offers_leads_back_to_the_page_that_one_came_from(
    alice: Person, space: Space
) -> None:
    space(*all_lists())
    client, here = sign_in(alice), reverse("offers") + "?tri=marge&page=2"
    [opened] = re.findall(r'href="([^"]+changement=velo[^"]*)"', read(client, here))
    page = read(client, opened)
    assert f'<a class="up" href="{here}">' in page
    assert 'href="?changement=velo&tri=marge&depuis=2&page=2"' in page


def test_the_other_lists_keep_the_order(alice: Person, space: Space) -> None:
    space(*all_lists())
    client = sign_in(alice)
    for name in ("offers", "why_not", "unknown_hours"):
        page = read(client, reverse(name) + "?tri=marge")
        assert page.count('?tri=marge"') >= 3
        assert 'href="?tri=marge&page=2"' in page


@pytest.mark.parametrize("query", ["?page=2", "?tri=marge&page=2"])
def test_the_other_lists_lead_back_to_the_page_that_one_left(
    alice: Person, space: Space, query: str
) -> None:
    space(*all_lists())
    client, here = sign_in(alice), reverse("offers") + query
    tabs = re.compile(r'<li><a href="([^"]+)"(?: aria-current="page")?>[^<]+<strong>')
    _, *others = tabs.findall(read(client, here))
    assert len(others) == 2
    for other in others:
        page = read(client, other)
        assert tabs.findall(page) == [here, *others]
        [following] = re.findall(r'rel="next" href="([^"]+)"', page)
        page = read(client, other.partition("?")[0] + following)
        assert tabs.findall(page) == [here, *others]
        # By one of its offers, too.
        page = read(client, first_card(page)[0])
        [back, _] = re.findall(r'<a class="(?:up|button)" href="([^"]+)"', page)
        assert tabs.findall(read(client, back)) == [here, *others]


@pytest.mark.parametrize(
    "query",
    ["tri=<script>", "page=-1", "page=0", "page=²", "page=9999999", "liste=x", "depuis=x", "page="],
)
def test_what_is_strange_is_as_on_a_first_visit(query: str) -> None:
    request = RequestFactory().get(f"/?{query}")
    assert read_place(request) == ListPlace()


def test_an_address_says_no_more_than_it_must() -> None:
    assert ListPlace().offer_url("o1") == reverse("offer", args=["o1"])
    assert ListPlace().url("o1") == reverse("offers") + "#offre-o1"
    assert (ListPlace().kept, ListPlace().order, ListPlace().opened) == ("", "", "")


def test_nothing_of_another_site_can_be_the_way_back(alice: Person, space: Space) -> None:
    space([held("o1")])
    strange = "?liste=//evil.example&retour=//evil.example&tri=//evil.example&page=//evil"
    assert "evil" not in read(sign_in(alice), reverse("offer", args=["o1"]) + strange)


def test_a_page_beyond_the_last_is_the_last_and_leads_back_there(
    alice: Person, space: Space
) -> None:
    space(*all_lists())
    offer_url, _ = first_card(read(sign_in(alice), reverse("offers") + "?page=99"))
    assert offer_url.endswith("/?page=2")
