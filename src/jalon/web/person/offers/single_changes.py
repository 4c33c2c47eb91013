"""The changes that would open the most offers, summed over a person's own offers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jalon.jobs.person.changes import merge
from jalon.matching.queries import Opened
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


@dataclass(frozen=True, slots=True)
class Change:
    """One change, how it is said, and how many offers it opens."""

    key: str
    text: str
    icon: str
    count: int
    opened: str
    is_car: bool


def key_of(unlock: Unlock) -> str:
    """`velo`, `ouvre-60-creche-les-lilas`; empty for a change that is not summed."""
    if unlock.change not in KEYS:
        return ""
    parts = (KEYS[unlock.change], unlock.by_min, unlock.place)
    return "-".join(str(part) for part in parts if part is not None)


def list_changes(opened: Sequence[Opened], speaker: Speaker) -> list[Change]:
    """The changes that open the most offers first, a car last; those that open none are not told.

    A place that opens an hour earlier also opens what half an hour opens. The hour is told beside
    the half hour only where it opens more.
    """
    whole = (open_with(opened, key_of(one.change)) for one in opened if key_of(one.change))
    changes = [_change(one, speaker) for one in whole if one is not None]
    changes.sort(key=lambda change: (-change.count, change.key))
    cheap = [change for change in changes if not change.is_car]
    return [*cheap[:MOST_CHANGES], *(change for change in changes if change.is_car)]


def open_with(opened: Sequence[Opened], key: str) -> Opened | None:
    """All that the change named `key` opens, less of it included; None where it opens nothing."""
    exact = [one for one in opened if key_of(one.change) == key]
    if not key or not exact:
        return None
    less = (one for one in opened if is_within(one.change, key) and one is not exact[0])
    return merge([*less, exact[0]])


def find_change(opened: Sequence[Opened], key: str, speaker: Speaker) -> Change | None:
    """The change named `key`, where it opens an offer."""
    found = open_with(opened, key)
    return None if found is None else _change(found, speaker)


def is_within(change: Unlock, key: str) -> bool:
    """Whether a change is the one named `key`, or half an hour of its hour."""
    own = key_of(change)
    return own == key or (change.by_min == 30 and own.replace("-30-", "-60-", 1) == key)


def _change(one: Opened, speaker: Speaker) -> Change:
    count = len(one.rows)
    return Change(
        key=key_of(one.change),
        text=speaker.change(one.change),
        icon=ICONS[one.change.change],
        count=count,
        opened=say_count(count, "offre de plus", "offres de plus"),
        is_car=one.change.change == "car",
    )
