"""The cards of the list, those that bring in the same for all that is known together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from jalon.jobs.person.gains import Gains
from jalon.jobs.person.week import OfferDays
from jalon.jobs.person.working_time import list_work_rules
from jalon.web.person.offers.cards import OfferCard, make_offer_card
from jalon.web.person.offers.gain_section import make_gain_line, why_no_gain
from jalon.web.person.offers.list_place import ListPlace
from jalon.web.person.offers.sorting import Ranks, group_equals
from jalon.web.words.legs import Names
from jalon.web.words.offers.working_time import say_work_rules
from jalon.web.words.plain import NBSP, say_count


@dataclass(frozen=True, slots=True)
class CardGroup:
    """Cards in a row; `said` is empty unless they are equal."""

    cards: tuple[OfferCard, ...]
    said: str


def make_groups(
    offers: Iterable[OfferDays], place: ListPlace, ranks: Ranks, names: Names, gains: Gains
) -> list[CardGroup]:
    """The cards of a page, in the order of `offers`."""
    return [
        CardGroup(
            tuple(_card(offer_days, place, names, gains) for offer_days in group), _say_equal(count)
        )
        for count, group in group_equals(offers, place.sort, ranks)
    ]


def _card(offer_days: OfferDays, place: ListPlace, names: Names, gains: Gains) -> OfferCard:
    slug = offer_days.offer.slug
    gain, no_gain = make_gain_line(gains, slug), why_no_gain(gains, slug)
    card = make_offer_card(offer_days, names, gain, no_gain, place)
    rules = list_work_rules(offer_days, gains.talk.person.birth_date)
    return replace(card, rules=say_work_rules(rules))


def _say_equal(count: int) -> str:
    if not count:
        return ""
    offers = say_count(count, "offre", "offres")
    said = _("%(offers)s ensemble : on ne peut pas dire laquelle rapporte le plus")
    return (said % {"offers": offers}).replace(" :", f"{NBSP}:")
