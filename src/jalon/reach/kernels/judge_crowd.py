"""Judging a crowd: all people of a block against all offers of a part, one workday at a time.

Travel seconds from every point to every slot are known (kernels/lanes.py), and the steps between a
family's own points (kernels/profiles.py). What is left is to follow each order of places, to look
at openings and at the person's bounds, and to add up the week. The rules are those of
week/judge.py.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from jalon.core.arrays import Ints
from jalon.reach.kernels.lanes import Travel
from jalon.reach.kernels.profile_steps import Steps
from jalon.reach.kernels.sentinels import CLOSED, FAR, NO_WAY

BUCKET_S = 7
"""Steps are found by buckets of 2^7 seconds."""


class Crowd(NamedTuple):
    """n people, each with choices of places; a choice has options (ways to move), an option has
    chains (orders of visits), a chain has stays, named from work outwards.

    `choice`, `option`, `chain`, `stay` are starts (one more than rows). `home[option]` and
    `stay_row` are rows of the travel tables. `stay_pair` is the pair of steps that leads to the
    stay from the next point outwards (another stay, or home). `visit[choice]` starts the distinct
    places of a choice in `visit_place`.
    """

    choice: Ints
    option: Ints
    chain: Ints
    stay: Ints
    home: Ints
    stay_row: Ints
    stay_place: Ints
    stay_handover: Ints
    stay_pair: Ints
    visit: Ints
    visit_place: Ints
    longest: Ints


class Legs(NamedTuple):
    """Between a family's points, on one side of one timetable: steps by pair, and the way that
    needs no timetable (on foot, or by a vehicle) in `direct` seconds, FAR where there is none."""

    steps: Steps
    direct: Ints


class SlotSide(NamedTuple):
    """One side of a workday, on the side's own axis.

    `travel` (rows x slots) are seconds to the slot's `moment`. `time[slot]` numbers its distinct
    moment. By place and such number: `bound` (a handover begins no sooner) and `span` (which
    unbroken opening that is). `earliest[person]`: no leave before it.
    """

    travel: Travel
    moment: Ints
    time: Ints
    bound: Ints
    span: Ints
    earliest: Ints


class Rows(NamedTuple):
    """The shifts of one workday: row r is offer `offer[r]`, from slot `out[r]` to slot `back[r]`.

    With several shifts these are the first start and the last end, and `part[r]:part[r + 1]` are
    the shifts one by one, in `part_out` and `part_back`; otherwise that range is empty.
    """

    offer: Ints
    out: Ints
    back: Ints
    part: Ints
    part_out: Ints
    part_back: Ints


class Told(NamedTuple):
    """What is told of weeks that hold, choices x offers: the earliest `leave` on the axis of its
    day, and the travel in `minutes`, each way rounded up. Without rows where nobody asks."""

    leave: Ints
    minutes: Ints


@njit(nogil=True, cache=True)
def judge_day(
    crowd: Crowd, first: int, last: int, out: SlotSide, back: SlotSide, out_legs: Legs,
    back_legs: Legs, rows: Rows, spent: Ints, told: Told,
) -> None:  # fmt: skip
    """Add one workday of people `first` to `last` to `spent`, whose first row is the first
    choice of person `first`; -1 stands for a week that has failed.

    `told`, of the same shape or without rows, takes in the leave and the minutes of the day.
    """
    top = 1
    for c in range(crowd.choice[first], crowd.choice[last]):
        top = max(top, crowd.option[c + 1] - crowd.option[c])
    outs = np.empty((top, len(out.moment)), dtype=np.int32)
    backs = np.empty((top, len(back.moment)), dtype=np.int32)
    table = np.empty(1, dtype=np.int32)
    for person in range(first, last):
        for c in range(crowd.choice[person], crowd.choice[person + 1]):
            options = crowd.option[c + 1] - crowd.option[c]
            for k in range(options):
                option = crowd.option[c] + k
                table = travel_of(crowd, person, option, out, out_legs, outs[k], table)
                table = travel_of(crowd, person, option, back, back_legs, backs[k], table)
            week = spent[c - crowd.choice[first]]
            places = crowd.visit_place[crowd.visit[c] : crowd.visit[c + 1]]
            if options == 1 and len(places) == 0 and len(rows.part_out) == 0:
                _add_plain(outs[0], backs[0], rows, week)
                if len(told.leave):
                    _tell_plain(outs[0], backs[0], out.moment, rows, told, c - crowd.choice[first])
            else:
                _add_rows(
                    outs[:options], backs[:options], out, back, places, rows, week, told,
                    c - crowd.choice[first],
                )  # fmt: skip


@njit(nogil=True, cache=True)
def _add_plain(outs: Ints, backs: Ints, rows: Rows, week: Ints) -> None:
    """Rows of a person without places, with one way to move and one shift a day."""
    offer, out, back = rows.offer, rows.out, rows.back
    for r in range(len(offer)):
        spent = outs[out[r]] + backs[back[r]]
        before = week[offer[r]]
        week[offer[r]] = before + spent if before >= 0 and spent < CLOSED else -1


@njit(nogil=True, cache=True)
def _tell_plain(outs: Ints, backs: Ints, moment: Ints, rows: Rows, told: Told, week: int) -> None:
    """What is told of the same rows; of a day that fails it is no matter."""
    leave, minutes = told.leave[week], told.minutes[week]
    for r in range(len(rows.offer)):
        offer, there, again = rows.offer[r], outs[rows.out[r]], backs[rows.back[r]]
        leave[offer] = min(leave[offer], moment[rows.out[r]] - there)
        minutes[offer] += (there + 59) // 60 + (again + 59) // 60


@njit(nogil=True, cache=True)
def _add_rows(
    outs: Ints, backs: Ints, out: SlotSide, back: SlotSide, places: Ints, rows: Rows, week: Ints,
    told: Told, number: int,
) -> None:  # fmt: skip
    for r in range(len(rows.offer)):
        offer = rows.offer[r]
        if week[offer] < 0:
            continue
        there, spent = _shift(outs, backs, out, back, places, rows.out[r], rows.back[r])
        minutes = (there + 59) // 60 + (spent - there + 59) // 60
        if spent >= CLOSED and rows.part[r + 1] > rows.part[r]:
            there, spent, minutes = _home_between(outs, backs, out, back, places, rows, r)
        week[offer] = week[offer] + spent if spent < CLOSED else -1
        if len(told.leave) and spent < CLOSED:
            # Of several shifts the first start is also the first of the shifts one by one.
            leave = out.moment[rows.out[r]] - there
            told.leave[number, offer] = min(told.leave[number, offer], leave)
            told.minutes[number, offer] += minutes


@njit(nogil=True, cache=True)
def _same_spans(out: SlotSide, back: SlotSide, places: Ints, a: int, b: int) -> bool:
    """Whether every place stays open without a break from slot a's morning to slot b's evening."""
    for place in places:  # noqa: SIM110 - a kernel has no generators
        if out.span[place, out.time[a]] != back.span[place, back.time[b]]:
            return False
    return True


@njit(nogil=True, cache=True)
def _shift(
    outs: Ints, backs: Ints, out: SlotSide, back: SlotSide, places: Ints, a: int, b: int
) -> tuple[int, int]:
    """Travel seconds of one shift, there and in all, by the option that is shown: the latest leave,
    then the earliest return; CLOSED where none holds."""
    best_out, best_back = CLOSED, CLOSED
    for k in range(len(outs)):
        there, again = outs[k, a], backs[k, b]
        sooner = there < best_out or (there == best_out and again < best_back)
        if sooner and there < CLOSED and again < CLOSED:
            best_out, best_back = there, again
    if best_out >= CLOSED or not _same_spans(out, back, places, a, b):
        return int(CLOSED), int(CLOSED)
    return int(best_out), int(best_out + best_back)


@njit(nogil=True, cache=True)
def _home_between(
    outs: Ints, backs: Ints, out: SlotSide, back: SlotSide, places: Ints, rows: Rows, r: int
) -> tuple[int, int, int]:
    """Travel seconds, to the first shift and in all, of a day whose shifts hold one by one, home in
    between, and its minutes, each way rounded up; CLOSED if none fits.

    Every combination of ways to move is tried; the best is the first by leave, return and order,
    shift by shift.
    """
    first, count, options = rows.part[r], rows.part[r + 1] - rows.part[r], len(outs)
    for i in range(count):
        if not _same_spans(out, back, places, rows.part_out[first + i], rows.part_back[first + i]):
            return int(CLOSED), int(CLOSED), 0
    best = np.full(2 * count, CLOSED, dtype=np.int32)
    spent = CLOSED
    key = np.empty(2 * count, dtype=np.int32)
    for number in range(options**count):
        rest, home, fits = number, -FAR, True
        for i in range(count):
            # The first shift is the most significant digit: equals keep the order of the options.
            rest = number // options ** (count - 1 - i)
            k = rest % options
            a, b = rows.part_out[first + i], rows.part_back[first + i]
            key[2 * i], key[2 * i + 1] = outs[k, a], backs[k, b]
            if key[2 * i] >= CLOSED or key[2 * i + 1] >= CLOSED:
                fits = False
                break
            if out.moment[a] - key[2 * i] < home:
                fits = False
                break
            home = -back.moment[b] + key[2 * i + 1]
        if fits and _is_before(key, best):
            best[:] = key
            spent = np.int32(np.sum(key))
    return int(best[0]), int(spent), int(np.sum((best + 59) // 60))


@njit(nogil=True, cache=True)
def _is_before(a: Ints, b: Ints) -> bool:
    for i in range(len(a)):
        if a[i] != b[i]:
            return a[i] < b[i]
    return False


@njit(nogil=True, cache=True)
def travel_of(
    crowd: Crowd, person: int, option: int, side: SlotSide, legs: Legs, least: Ints, table: Ints
) -> Ints:
    """Travel seconds from home to every slot, over all orders of the option; CLOSED where none.

    `table` is scratch and may be replaced by a larger one, which is given back.
    """
    least[:] = CLOSED
    longest, earliest = crowd.longest[person], side.earliest[person]
    moment = side.moment
    for chain in range(crowd.chain[option], crowd.chain[option + 1]):
        first, last = crowd.stay[chain], crowd.stay[chain + 1]
        if first == last:
            travel = side.travel[crowd.home[option]]
            for j in range(len(moment)):
                spent = np.int32(travel[j])
                if spent <= longest and moment[j] - spent >= earliest:
                    least[j] = spent
            continue
        begin = _begin_of_first(crowd, first, side, longest)
        for stay in range(first, last):
            table = _through(crowd, stay, legs, begin, table)
            if stay + 1 < last:
                place, handover = crowd.stay_place[stay + 1], crowd.stay_handover[stay + 1]
                for j in range(len(moment)):
                    value = begin[j] - handover
                    is_open = value >= side.bound[place, side.time[j]]
                    begin[j] = value if is_open and begin[j] > -FAR else -FAR
        for j in range(len(moment)):
            if begin[j] > -FAR:
                spent = moment[j] - begin[j]
                if spent <= longest and begin[j] >= earliest and spent < least[j]:
                    least[j] = spent
    return table


@njit(nogil=True, cache=True)
def _begin_of_first(crowd: Crowd, stay: int, side: SlotSide, longest: int) -> Ints:
    """For every slot the latest begin of the handover nearest to work; -FAR where there is none."""
    moment, travel = side.moment, side.travel[crowd.stay_row[stay]]
    bound, handover = side.bound[crowd.stay_place[stay]], crowd.stay_handover[stay]
    begin = np.empty(len(moment), dtype=np.int32)
    for j in range(len(moment)):
        spent = np.int32(travel[j]) + handover
        value = moment[j] - spent
        fits = travel[j] != NO_WAY and spent <= longest and value >= bound[side.time[j]]
        begin[j] = value if fits else -FAR
    return begin


@njit(nogil=True, cache=True)
def _through(crowd: Crowd, stay: int, legs: Legs, begin: Ints, table: Ints) -> Ints:
    """Turn each begin at `stay` into the latest leave from the next point outwards, in place."""
    pair = crowd.stay_pair[stay]
    direct = legs.direct[pair]
    low, high = legs.steps.start[pair], legs.steps.start[pair + 1]
    arrive, leave = legs.steps.arrive[low:high], legs.steps.leave[low:high]
    if high == low:
        for j in range(len(begin)):
            if begin[j] > -FAR:
                begin[j] = begin[j] - direct if direct < FAR else -FAR
        return table
    zero = arrive[0]
    buckets = ((arrive[-1] - zero) >> BUCKET_S) + 2
    if len(table) < buckets:
        table = np.empty(2 * buckets, dtype=np.int32)
    step = 0
    for b in range(buckets):
        while step + 1 < len(arrive) and arrive[step + 1] <= zero + (b << BUCKET_S):
            step += 1
        table[b] = step
    for j in range(len(begin)):
        if begin[j] <= -FAR:
            continue
        value = begin[j] - direct if direct < FAR else -FAR
        since = begin[j] - zero
        if since >= 0:
            step = table[min(since >> BUCKET_S, buckets - 1)]
            while step + 1 < len(arrive) and arrive[step + 1] <= begin[j]:
                step += 1
            value = max(value, leave[step])
        begin[j] = value
    return table
