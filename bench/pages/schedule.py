"""When requests leave, and what each asks for."""

from __future__ import annotations

import random
from collections.abc import Mapping

from jalon.demo.chance import quotas

LISTS, OFFERS, PERSON, CASEWORKER, CHANGES, HOME = (
    *("lists", "offers", "person", "caseworker"),
    *("changes", "home"),
)
SHARES: Mapping[str, float] = {LISTS: 40, OFFERS: 25, PERSON: 15, CASEWORKER: 15, CHANGES: 5}
"""In hundredths, of the load; `home` is asked beside it."""


def due_times(rate: float, lasting_s: float) -> list[float]:
    """Seconds from the beginning at which requests leave, evenly, `rate` of them a second."""
    return [rank / rate for rank in range(int(rate * lasting_s))]


def draw_kinds(dice: random.Random, count: int) -> list[str]:
    """What `count` requests ask for, in exact proportion and in a drawn order."""
    counts = quotas(count, list(SHARES.values()))
    kinds = [kind for kind, times in zip(SHARES, counts, strict=True) for _ in range(times)]
    dice.shuffle(kinds)
    return kinds
