"""Offers whose shifts are moved: what a recruiter's curve is drawn from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from jalon.core.time import DAY_S
from jalon.reach.request.model import Offer


@dataclass(frozen=True)
class MovedOffer:
    """The offer at `offer_index` of the request; `moved` is it, `by_s` seconds later."""

    offer_index: int
    by_s: int
    moved: Offer


def moved_offers(offers: Sequence[Offer], moves_s: Sequence[int]) -> list[MovedOffer]:
    """Every offer as it is, then every offer moved by each of `moves_s`, where it can be.

    A shift is never moved into another day at its start.
    """
    still = [MovedOffer(number, 0, offer) for number, offer in enumerate(offers)]
    others = sorted({move for move in moves_s if move})
    return [*still, *(moved for move in others for moved in _moved(offers, move))]


def _moved(offers: Sequence[Offer], by_s: int) -> Iterator[MovedOffer]:
    for number, offer in enumerate(offers):
        days = {
            weekday: tuple((start + by_s, end + by_s) for start, end in spans) if spans else spans
            for weekday, spans in offer.shifts.items()
        }
        starts = [start for spans in days.values() for start, _ in spans or ()]
        if starts and all(0 <= start < DAY_S for start in starts):
            yield MovedOffer(number, by_s, replace(offer, shifts=days))
