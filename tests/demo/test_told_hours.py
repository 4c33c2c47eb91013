"""The hours of the demo's days are the same in list, page, sentence, label and step.

Real days have seconds, which days made by hand for the pages do not: each part of a page could
round them in its own way, and once did.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from jalon.demo.seed import seed_territory
from jalon.jobs.company.models import Offer
from jalon.jobs.company.workplaces import tell_all_offers
from jalon.jobs.person.queries import plan_offers
from jalon.jobs.person.week import OfferDays
from jalon.people.models import Person
from jalon.reach import Day
from jalon.web.charts.ribbon_svg import ribbon_drawing
from jalon.web.charts.timeline import tell_day
from jalon.web.day_pieces import list_arrivals, list_stretches, read_times
from jalon.web.person.offers.cards import make_offer_card
from jalon.web.person.offers.offer_page import DayGroup, make_offer_page
from jalon.web.person.offers.sorting import SORTS, sort_shown
from jalon.web.words.legs import Names
from jalon.worker import run_waiting
from tests.examples import PROFILE
from tests.web.words.test_plain import flat

pytestmark = pytest.mark.django_db

THREE_HOURS = ("demo-0134", "demo-0268")
"""Offers that told three hours for one departure."""
EACH = {"quick": 8, "thorough": 1}[PROFILE]
"""One offer of so many is looked at: a few hundred days."""
HOUR = r"(\d+ h(?: \d\d)?)"


def minutes(hour: str) -> int:
    """Of `7 h 42`, or of a length such as `1 h 05` and `12 min`."""
    found = re.fullmatch(r"(?:(\d+) h)? ?(?:(\d+)(?: min)?)?", hour)
    assert found, hour
    return int(found[1] or 0) * 60 + int(found[2] or 0)


def length_at_end(told: str) -> int:
    """The minutes of a part of the label: `bus 107, 12 min`."""
    length = told.rpartition(", ")[2]
    return 0 if length == "moins d’une minute" else minutes(length)


@pytest.fixture
def people(network_folder: Path, settings: object) -> list[Person]:
    """The named accounts, in a territory of fewer offers."""
    settings.JALON_NETWORK_DIR = network_folder  # type: ignore[attr-defined]
    seed_territory()
    slugs = Offer.objects.order_by("slug").values_list("slug", flat=True)
    Offer.objects.exclude(slug__in=[*list(slugs)[::EACH], *THREE_HOURS]).delete()
    return list(Person.objects.exclude(demo_slug=None).order_by("pk"))


def all_offers(person: Person) -> list[OfferDays]:
    return plan_offers(person, list(Offer.objects.values_list("pk", flat=True)))


def groups_of(offer_days: OfferDays) -> Iterator[DayGroup]:
    """The days of an offer's page; the first is the one of its card."""
    page, card = make_offer_page(offer_days, Names()), make_offer_card(offer_days, Names())
    assert page.groups[0].day == card.day
    yield from page.groups


def test_one_hour_for_one_departure_and_lengths_add_up(people: list[Person]) -> None:
    seen = 0
    for person in people:
        for offer_days in all_offers(person):
            for group in groups_of(offer_days) if offer_days.holds else ():
                seen += 1
                leave, home = check_hours(group.day)
                check_safe_leave(group, leave)
                check_lengths(group, leave, home)
                check_in_time(group.day)
    assert seen > 880 / EACH


def check_hours(day: Day) -> tuple[int, int]:
    """The band, its label and the steps leave and come home at one hour; these, in minutes."""
    drawings = [ribbon_drawing(day, size, 0) for size in ("compact", "large")]
    told = re.fullmatch(rf".* départ à {HOUR} ; .* ; retour à {HOUR}\.", flat(drawings[0]["told"]))
    assert told
    parts = tell_day(day, Names())
    at = [flat(parts[0].steps[0].at), flat(parts[-1].steps[-1].at)]
    for drawing in drawings:
        assert [flat(drawing["leave"]), flat(drawing["home"])] == [*told.groups()] == at
    steps = [flat(step.at) for part in parts for step in part.steps]
    under = {flat(hour["text"]) for hour in drawings[1]["hours"]}
    ends = {flat(word) for drawing in drawings for word in re.findall(HOUR, flat(drawing["shift"]))}
    assert under <= {*steps, *ends}
    return minutes(at[0]), minutes(at[1])


def check_safe_leave(group: DayGroup, leave: int) -> None:
    """The hour told is safe, or another is told that is a minute earlier at least."""
    safe_s, said = group.day.safe_leave_s, flat(group.safe_leave)
    hours = [minutes(hour) for hour in re.findall(HOUR, said)]
    if said.startswith("Pour ne rien risquer"):
        assert safe_s is not None
        assert read_times(group.day).leave_home_s - safe_s >= 60
        [hour] = hours
        assert hour * 60 <= safe_s
        assert hour < leave
    elif safe_s is None:
        assert hours == []
    else:
        assert leave * 60 <= safe_s
        assert hours in ([leave], [])


def check_lengths(group: DayGroup, leave: int, home: int) -> None:
    """Lengths are what lies between the hours told."""
    told = flat(ribbon_drawing(group.day, "compact", 0)["told"]).split(" ; ")[1:-1]
    lengths = [length_at_end(part) for part in told]
    assert sum(lengths) == home - leave
    out, back = re.findall(
        r"((?:\d+ h ?)?(?:\d+)?(?: min)?) (?:à l’aller|au retour)", flat(group.travel)
    )
    still = [
        length
        for part, length in zip(told, lengths, strict=True)
        if part.partition(",")[0] in ("travail", "pause", "chez vous")
    ]
    assert minutes(out) + minutes(back) == sum(lengths) - sum(still)
    early = [
        step.text
        for part in tell_day(group.day, Names())
        for step in part.steps
        if step.title == "Vous êtes en avance"
    ]
    if "en arrivant au travail" in group.margin:
        [margin] = re.findall(r"\d+", group.margin)
        assert int(margin) == min(minutes(flat(text)) for text in early)


def check_in_time(day: Day) -> None:
    """Who follows the hours told catches every ride, and is at work and at home by then."""
    stretches = list_stretches(day)
    for stretch in stretches:
        if stretch.leg is not None:
            assert stretch.from_s <= stretch.leg.depart_s
    told = [stretch.until_s for stretch in stretches if stretch.kind != "work"]
    arrivals = [
        after.from_s
        for before, after in pairwise(stretches)
        if after.kind == "wait" and before.leg is not None and before.leg.target == "work"
    ]
    assert all(
        at_s <= hour_s for (at_s, _), hour_s in zip(list_arrivals(day), arrivals, strict=True)
    )
    assert told[-1] >= (day.return_home_s or 0)


def test_what_is_sorted_by_is_what_is_shown(people: list[Person]) -> None:
    held = [offer_days for offer_days in all_offers(people[1]) if offer_days.holds]
    shown = {
        "trajet": r"(.*) de trajet par semaine",
        "depart": r"Départ à (.*?)(?: au plus tôt)?$",
        "marge": r"(?:Au moins )?(.*) de marge",
    }
    for sort, words in shown.items():
        values = []
        for offer_days in sort_shown(held, sort):
            say = SORTS[sort].say
            card = make_offer_card(offer_days, Names())
            found = re.match(words, flat(say(offer_days.days) if say else card.travel))
            assert found
            values.append(minutes(found[1]))
        assert values == sorted(values, reverse=sort != "trajet")


def test_the_pages_tell_one_hour(people: list[Person]) -> None:
    person = next(person for person in people if person.demo_slug == "valenton")
    Person.objects.exclude(pk=person.pk).delete()
    Offer.objects.exclude(slug__in=THREE_HOURS).delete()
    tell_all_offers()
    run_waiting()
    client = Client()
    assert person.user is not None
    client.force_login(person.user)
    list_ = flat(client.get(reverse("offers")).content.decode())
    for slug in THREE_HOURS:
        card = re.search(rf'id="offre-{slug}".*?</article>', list_, re.DOTALL)
        offer = flat(client.get(reverse("offer", args=[slug])).content.decode())
        assert card
        patterns = (rf"départ</span> <strong>{HOUR}", rf"Votre journée : départ à {HOUR} ;")
        told = [re.search(pattern, part) for part in (card[0], offer) for pattern in patterns]
        step = re.search(rf'step__at">{HOUR}</span>(?:(?!</li>).)*Partez de chez vous', offer)
        hours = {found[1] if found else "" for found in (*told, step)}
        assert len(hours) == 1
        assert f"En partant à {hours.pop()}, vous pouvez manquer le premier" in offer
