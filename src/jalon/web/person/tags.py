"""Components of the person's pages: `{% load person %}`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import template

from jalon.people.models import Child
from jalon.web.person.offers.cards import OfferCard, RefusalCard
from jalon.web.person.offers.list_place import ListPlace
from jalon.web.person.offers.single_changes import Change
from jalon.web.person.profile.descriptions import describe_child
from jalon.web.words.net_gain import GainFigure
from jalon.web.words.reasons import SentenceOfDays
from jalon.web.words.unlocks import UnlockSentence

Context = dict[str, Any]
register = template.Library()


def _component(name: str) -> str:
    return f"web/person/components/{name}.html"


@register.inclusion_tag(_component("offer_card"))
def offer_card(card: OfferCard, minutes_across: float = 0) -> Context:
    """An offer that holds, with its day."""
    return {"card": card, "minutes_across": minutes_across}


@register.inclusion_tag(_component("gain_line"))
def gain_line(said: GainFigure) -> Context:
    """What a job brings in: the figure and its range."""
    return {"said": said}


@register.inclusion_tag(_component("refusal_card"))
def refusal_card(card: RefusalCard) -> Context:
    """An offer that does not hold, with its reasons."""
    return {"card": card}


@register.inclusion_tag(_component("unknown_card"))
def unknown_card(card: RefusalCard) -> Context:
    """An offer whose hours nobody gave."""
    return {"card": card}


@register.inclusion_tag(_component("care_places"))
def care_places(child: Child) -> Context:
    """Where a child may be looked after, with the hours of each place."""
    return {"child": describe_child(child)}


@register.inclusion_tag(_component("terms"))
def terms(terms: Sequence[str]) -> Context:
    """The terms of an offer on one line that breaks between them."""
    return {"terms": terms}


@register.inclusion_tag(_component("reason_list"))
def reason_list(reasons: Sequence[SentenceOfDays]) -> Context:
    """Reasons in plain words, one a line."""
    return {"reasons": reasons}


@register.inclusion_tag(_component("unlock_list"))
def unlock_list(unlocks: Sequence[UnlockSentence]) -> Context:
    """The single changes that would make one offer hold, with the week's travel."""
    return {"unlocks": unlocks}


@register.inclusion_tag(_component("change_list"))
def change_list(changes: Sequence[Change], place: ListPlace) -> Context:
    """The changes that open the most offers; each leads to these offers, and back to `place`."""
    return {"changes": changes, "place": place}
