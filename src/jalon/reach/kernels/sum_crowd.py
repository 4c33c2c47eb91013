"""Weeks of a crowd summed up: who is counted, which offers are kept, what each pair is told by; and
the ways out alone, where nobody says when work ends.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from jalon.core.arrays import Bools, Ints
from jalon.reach.kernels.judge_crowd import Crowd, Legs, Rows, SlotSide, Told, travel_of
from jalon.reach.kernels.sentinels import CLOSED


@njit(nogil=True, cache=True)
def sum_up(
    crowd: Crowd, first: int, last: int, offers: Ints, spent: Ints, people: Ints, best: Ints,
    best_offer: Ints, best_choice: Ints,
) -> None:  # fmt: skip
    """Count the people of each offer, and keep the K offers of least travel for each person.

    `spent` is as in `judge_day`; `offers[o]` is the number to keep for offer o, negative for none.
    Rows of `best` (people x K seconds, rising; CLOSED where empty), `best_offer` and `best_choice`
    go on from what they hold; equals are kept by rising offer number.
    """
    for person in range(first, last):
        a, b = crowd.choice[person], crowd.choice[person + 1]
        for o in range(len(offers)):
            least, chosen = CLOSED, -1
            for c in range(a, b):
                value = spent[c - crowd.choice[first], o]
                if 0 <= value < least:
                    least, chosen = value, c - a
            if chosen >= 0:
                people[o] += 1
            if chosen >= 0 and offers[o] >= 0:
                _keep(
                    int(least),
                    offers[o],
                    chosen,
                    best[person],
                    best_offer[person],
                    best_choice[person],
                )


@njit(nogil=True, cache=True)
def _keep(
    seconds: int, offer: int, choice: int, best: Ints, best_offer: Ints, best_choice: Ints
) -> None:
    """Put an offer among the best, if it belongs there."""
    i = len(best) - 1
    if i < 0 or seconds > best[i] or (seconds == best[i] and offer > best_offer[i]):
        return
    while i > 0 and (
        best[i - 1] > seconds or (best[i - 1] == seconds and best_offer[i - 1] > offer)
    ):
        best[i], best_offer[i], best_choice[i] = best[i - 1], best_offer[i - 1], best_choice[i - 1]
        i -= 1
    best[i], best_offer[i], best_choice[i] = seconds, offer, choice


@njit(nogil=True, cache=True)
def tell_weeks(
    crowd: Crowd, first: int, last: int, spent: Ints, told: Told, week: Ints, leave: Ints,
    minutes: Ints,
) -> None:  # fmt: skip
    """For each person (rows of the last three) and offer, the choice of least travel: its seconds
    of the week, CLOSED where none holds, and what is told of it.

    `spent` and `told` are as in `judge_day`.
    """
    for person in range(first, last):
        a, b = crowd.choice[person], crowd.choice[person + 1]
        for o in range(spent.shape[1]):
            least, chosen = CLOSED, -1
            for c in range(a, b):
                value = spent[c - crowd.choice[first], o]
                if 0 <= value < least:
                    least, chosen = value, c - crowd.choice[first]
            week[person, o] = least
            if chosen >= 0:
                leave[person, o] = told.leave[chosen, o]
                minutes[person, o] = told.minutes[chosen, o]


@njit(nogil=True, cache=True)
def go_out(
    crowd: Crowd, first: int, last: int, out: SlotSide, legs: Legs, closes: Ints, rows: Rows,
    holds: Bools,
) -> None:  # fmt: skip
    """Note in `holds` (all people x rows) for people `first` to `last` the rows whose way out holds
    with some choice and way to move, every place of the choice still open at the start.

    `closes` has by place and time (as `out.bound`) the closing of the span in which the start is.
    """
    least = np.empty(len(out.moment), dtype=np.int32)
    table = np.empty(1, dtype=np.int32)
    for person in range(first, last):
        for c in range(crowd.choice[person], crowd.choice[person + 1]):
            places = crowd.visit_place[crowd.visit[c] : crowd.visit[c + 1]]
            for option in range(crowd.option[c], crowd.option[c + 1]):
                table = travel_of(crowd, person, option, out, legs, least, table)
                for r in range(len(rows.out)):
                    slot = rows.out[r]
                    if least[slot] < CLOSED and not holds[person, r]:
                        holds[person, r] = _are_open(closes, places, out, slot)


@njit(nogil=True, cache=True)
def _are_open(closes: Ints, places: Ints, out: SlotSide, slot: int) -> bool:
    """Whether no place has closed by a slot's moment."""
    for place in places:  # noqa: SIM110 - a kernel has no generators
        if closes[place, out.time[slot]] < out.moment[slot]:
            return False
    return True
