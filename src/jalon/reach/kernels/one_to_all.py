"""From one point to all slots: a profile over the whole day, or what is known of every stop."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from jalon.core.arrays import Ints, Longs
from jalon.reach.kernels.lanes import Travel
from jalon.reach.kernels.profiles import Nodes, Room, make_nodes, make_room, scan_profile
from jalon.reach.kernels.scan import first_not_after
from jalon.reach.kernels.sentinels import FAR, NO_WAY
from jalon.reach.kernels.types import Hops, Links, Side


class SiteWalks(NamedTuple):
    """The walks between points, stops and sites: into each stop on the side that is scanned, stops
    by point, stops by site (each as the way from points to sites uses them), points by site."""

    inward: Links
    access: Links
    site_access: Links
    site_walks: Links


class RootSlots(NamedTuple):
    """Slot j is site `site[j]` at `moment[j]`, on the side's own axis; one must be there `margin_s`
    before, and travels at most `longest` seconds."""

    site: Ints
    moment: Ints
    margin_s: int
    longest: int


@njit(nogil=True, cache=True)
def travel_from_root(
    side: Side, walks: SiteWalks, root: int, slots: RootSlots, travel: Travel
) -> None:
    """Write the travel seconds between one point and every slot into `travel`, as lanes would.

    The side is the other one, on which the point is where every way ends: slot j is a departure
    from its site at minus its deadline.
    """
    latest, inward, access = side.latest, walks.inward, walks.access
    site_access, site_walks = walks.site_access, walks.site_walks
    site, moment, margin_s, longest = slots.site, slots.moment, slots.margin_s, slots.longest
    stops = len(inward.start) - 1
    first_s, last_s = margin_s - int(np.max(moment)), margin_s - int(np.min(moment)) + longest
    first = first_not_after(latest.departure, last_s)
    end = first_not_after(latest.departure, first_s - 1)
    room = make_room(stops, side.runs)
    room.slack[:] = longest
    for k in range(access.start[root], access.start[root + 1]):
        room.to_root[access.end[k]] = access.seconds[k]
    hops = Hops(
        latest.origin[first:end], latest.target[first:end], latest.departure[first:end],
        latest.arrival[first:end], latest.run[first:end], latest.flags[first:end],
    )  # fmt: skip
    nodes, boards, stamp = make_nodes(1 << 20), make_nodes(1 << 17), 0
    nothing = np.zeros(1, dtype=np.int32)
    while not scan_profile(hops, inward, last_s, nothing, room, nodes, boards, stamp):
        room.head[:], room.boarded[:], stamp = -1, -1, stamp + 1
        nodes, boards = make_nodes(2 * len(nodes.time)), make_nodes(2 * len(boards.time))
    start, leaves, arrives = _by_stop(room, boards)
    for j in range(len(site)):
        at = margin_s - moment[j]
        best = FAR
        for k in range(site_access.start[site[j]], site_access.start[site[j] + 1]):
            stop = site_access.end[k]
            low, high = start[stop], start[stop + 1]
            while low < high:
                middle = (low + high) // 2
                if leaves[middle] < at + site_access.seconds[k]:
                    low = middle + 1
                else:
                    high = middle
            if low < start[stop + 1] and arrives[low] < best:
                best = arrives[low]
        for k in range(site_walks.start[site[j]], site_walks.start[site[j] + 1]):
            if site_walks.end[k] == root:
                best = min(best, at + site_walks.seconds[k])
        spent = moment[j] + best if best < FAR else FAR
        travel[j] = spent if spent <= longest else NO_WAY


@njit(nogil=True, cache=True)
def travel_from_stops(
    known: Travel, walks: SiteWalks, root: int, slots: RootSlots, travel: Travel
) -> None:
    """As `travel_from_root`, where `known` (stops x slots) holds the travel from each stop."""
    access, site_walks = walks.access, walks.site_walks
    site, margin_s, longest = slots.site, slots.margin_s, slots.longest
    travel[:] = NO_WAY
    for k in range(access.start[root], access.start[root + 1]):
        from_stop, walk = known[access.end[k]], access.seconds[k]
        for j in range(len(travel)):
            spent = np.int32(from_stop[j]) + walk
            if spent <= longest and spent < travel[j]:
                travel[j] = spent
    for j in range(len(travel)):
        for k in range(site_walks.start[site[j]], site_walks.start[site[j] + 1]):
            spent = margin_s + site_walks.seconds[k]
            if site_walks.end[k] == root and spent <= longest and spent < travel[j]:
                travel[j] = spent


@njit(nogil=True, cache=True)
def _by_stop(room: Room, boards: Nodes) -> tuple[Longs, Ints, Ints]:
    """The departures that help as compressed rows by stop: times and arrivals, both rising."""
    start = np.zeros(len(room.boarded) + 1, dtype=np.int64)
    for stop in range(len(room.boarded)):
        node, count = room.boarded[stop], 0
        while node >= 0:
            node, count = boards.next[node], count + 1
        start[stop + 1] = start[stop] + count
    times, arrives = np.empty(start[-1], dtype=np.int32), np.empty(start[-1], dtype=np.int32)
    for stop in range(len(room.boarded)):
        node, i = room.boarded[stop], start[stop]
        while node >= 0:
            times[i], arrives[i] = boards.time[node], boards.arrive[node]
            node, i = boards.next[node], i + 1
    return start, times, arrives
