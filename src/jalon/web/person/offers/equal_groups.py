"""The cards of the list, those that bring in the same for all that is known together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from jalon.jobs.person.week import OfferDays
from jalon.jobs.person.working_time import list_work_rules
from jalon.web.person.offers.cards import OfferCard, make_offer_card
from jalon.web.person.offers.kept_gains import make_gain_line, why_no_gain
from jalon.web.person.offers.list_place import ListPlace
from jalon.web.person.offers.sorting import Figures, group_equals
from jalon.web.words.legs import Names
from jalon.web.words.offers.week_kinds import say_other_weeks
from jalon.web.words.offers.working_time import say_work_rules
from jalon.web.words.plain import NBSP, say_count


@dataclass(frozen=True, slots=True)
class CardGroup:
    """Cards in a row; `said` is empty unless they are equal."""

    cards: tuple[OfferCard, ...]
    said: str


def make_groups(
    offers: Iterable[OfferDays], place: ListPlace, names: Names, figures: Figures
) -> list[CardGroup]:
    """The cards of a page, in the order of `offers`."""
    nearest, board = figures.nearest, figures.board

    def card(offer_days: OfferDays) -> OfferCard:
        number = offer_days.offer.pk
        gain, no_gain = make_gain_line(nearest, number), why_no_gain(nearest, number)
        made = make_offer_card(offer_days, names, gain, no_gain, place)
        rules = list_work_rules(offer_days, nearest.talk.person.birth_date)
        weeks = say_other_weeks(board.other_weeks(number), board.mondays)
        return replace(made, rules=say_work_rules(rules), other_weeks=weeks)

    return [
        CardGroup(tuple(map(card, group)), _say_equal(count))
        for count, group in group_equals(offers, place.sort, figures.ranks)
    ]


def _say_equal(count: int) -> str:
    if not count:
        return ""
    offers = say_count(count, "offre", "offres")
    said = _("%(offers)s ensemble : on ne peut pas dire laquelle rapporte le plus")
    return (said % {"offers": offers}).replace(" :", f"{NBSP}:")
