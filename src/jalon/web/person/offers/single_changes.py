"""The changes that would open the most offers, summed over a person's own offers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jalon.jobs.person.week import OfferDays
from jalon.reach import Unlock, UnlockKind
from jalon.web.words.plain import say_count
from jalon.web.words.unlocks import ICONS, Speaker

MOST_CHANGES = 4
"""A short list; a vehicle that costs a lot comes after it."""
KEYS: dict[UnlockKind, str] = {
    "place_opens_earlier": "ouvre",
    "place_closes_later": "ferme",
    "bicycle": "velo",
    "car": "voiture",
}
"""Changes that are summed, as the address of their list names them."""


Opening = Mapping[str, tuple[Unlock, ...]]
"""For offers that do not hold, by reference: the single changes that would make each hold."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change, how it is said, and how many offers it opens."""

    key: str
    text: str
    icon: str
    count: int
    opened: str
    is_car: bool


def opening_of(offers: Iterable[OfferDays]) -> Opening:
    """What would open each of some offers."""
    return {
        offer_days.offer.slug: offer_days.unlocks for offer_days in offers if offer_days.unlocks
    }


def key_of(unlock: Unlock) -> str:
    """`velo`, `ouvre-60-creche-les-lilas`; empty for a change that is not summed."""
    if unlock.change not in KEYS:
        return ""
    parts = (KEYS[unlock.change], unlock.by_min, unlock.place)
    return "-".join(str(part) for part in parts if part is not None)


def list_changes(opening: Opening, speaker: Speaker) -> list[Change]:
    """The changes that open the most offers first, a car last; those that open none are not told.

    A place that opens an hour earlier also opens what half an hour opens. The hour is told beside
    the half hour only where it opens more.
    """
    tried = {key_of(unlock): unlock for unlocks in opening.values() for unlock in unlocks}
    changes = [
        _change(key, unlock, len(list_opened(opening, key)), speaker)
        for key, unlock in tried.items()
        if key
    ]
    changes.sort(key=lambda change: (-change.count, change.key))
    cheap = [change for change in changes if not change.is_car]
    return [*cheap[:MOST_CHANGES], *(change for change in changes if change.is_car)]


def list_opened(opening: Opening, key: str) -> dict[str, Unlock]:
    """The offers, by reference, that the change named `key` opens, each with the change itself."""
    return {
        slug: unlock
        for slug, unlocks in opening.items()
        if (unlock := _within(unlocks, key)) is not None
    }


def find_change(opening: Opening, key: str, speaker: Speaker) -> Change | None:
    """The change named `key`, where it opens an offer."""
    opened = list_opened(opening, key)
    exact = [unlock for unlock in opened.values() if key_of(unlock) == key]
    return _change(key, exact[0], len(opened), speaker) if key and exact else None


def _within(unlocks: Iterable[Unlock], key: str) -> Unlock | None:
    """The one that is the change named, or a smaller amount of it."""
    for unlock in unlocks:
        if not (own := key_of(unlock)):
            continue
        if own == key or (unlock.by_min == 30 and own.replace("-30-", "-60-", 1) == key):
            return unlock
    return None


def _change(key: str, unlock: Unlock, count: int, speaker: Speaker) -> Change:
    return Change(
        key=key,
        text=speaker.change(unlock),
        icon=ICONS[unlock.change],
        count=count,
        opened=say_count(count, "offre de plus", "offres de plus"),
        is_car=unlock.change == "car",
    )
