"""Streets: the nearest point on an edge, and shortest ways from points on edges to points on edges.

Lengths are whole units (millimetres, or milliseconds for a car): sums are exact in every order, so
that two programs agree. The search is Dijkstra's with a binary heap of ours, stopped at a limit.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numba import njit

from jalon.core.arrays import Bools, Floats, Ints, Longs
from jalon.core.geo import EARTH_RADIUS_M
from jalon.reach.kernels.sentinels import ENDLESS


class Segments(NamedTuple):
    """s straight pieces of edges, and the cells of a grid that they touch.

    Piece i goes from (lat_a, lon_a) to (lat_b, lon_b), degrees; it begins `offset[i]` units from
    the tail of edge `edge[i]` and is `length[i]` units long. `main[i]` is 1 on the largest
    component. `cell` rises: `member[k]` is a piece that touches the cell `cell[k]`, a cell being
    row x `columns` + column from `south`, `west` in steps of `step_lat`, `step_lon` degrees.
    """

    lat_a: Floats
    lon_a: Floats
    lat_b: Floats
    lon_b: Floats
    edge: Ints
    offset: Ints
    length: Ints
    main: Bools
    cell: Longs
    member: Ints
    south: float
    west: float
    step_lat: float
    step_lon: float
    columns: int


class Arcs(NamedTuple):
    """Edges by direction: node i leaves by the arcs `start[i]:start[i + 1]`.

    An arc goes to `head` in `weight` units along `edge`; `up`: from the edge's tail to its head.
    """

    start: Ints
    head: Ints
    weight: Ints
    edge: Ints
    up: Bools


class Edges(NamedTuple):
    """e edges: ends, units, and the directions in which they may be taken."""

    tail: Ints
    head: Ints
    weight: Ints
    forward: Bools
    backward: Bools


class Spots(NamedTuple):
    """k points on edges: `edge` (-1: off the streets), units from its tail, units from the point
    itself to the edge; equal `place` numbers are one and the same place."""

    edge: Ints
    offset: Ints
    aside: Ints
    place: Ints


@njit(nogil=True, cache=True)
def snap(segments: Segments, lat: Floats, lon: Floats, limit_m: float) -> tuple[Ints, Ints, Floats]:
    """For each point its edge (-1 for none within `limit_m`), units from the tail, metres to it.

    The largest component is preferred: another one is taken only where that one is too far.
    Cells must be at least `limit_m` wide.
    """
    count = len(lat)
    edge, offset = np.full(count, -1, dtype=np.int32), np.zeros(count, dtype=np.int32)
    metres = np.full(count, np.inf, dtype=np.float64)
    cell, member, columns = segments.cell, segments.member, segments.columns
    lat_a, lon_a, lat_b, lon_b = segments.lat_a, segments.lon_a, segments.lat_b, segments.lon_b
    main, length = segments.main, segments.length
    radian = math.pi / 180
    for i in range(count):
        if math.isnan(lat[i]) or math.isnan(lon[i]):
            continue
        east_m = EARTH_RADIUS_M * radian * math.cos(lat[i] * radian)
        north_m = EARTH_RADIUS_M * radian
        row = math.floor((lat[i] - segments.south) / segments.step_lat)
        column = math.floor((lon[i] - segments.west) / segments.step_lon)
        best_is_main = False
        best = np.inf
        for near in range(row - 1, row + 2):
            first, last = max(column - 1, 0), min(column + 1, columns - 1)
            if first > last:
                continue
            k = np.searchsorted(cell, near * columns + first)
            end = np.searchsorted(cell, near * columns + last, side="right")
            while k < end:
                j = member[k]
                k += 1
                if best_is_main and not main[j]:
                    continue
                ax, ay = (lon_a[j] - lon[i]) * east_m, (lat_a[j] - lat[i]) * north_m
                bx, by = (lon_b[j] - lon[i]) * east_m, (lat_b[j] - lat[i]) * north_m
                dx, dy = bx - ax, by - ay
                square = dx * dx + dy * dy
                share = 0.0
                if square > 0:
                    share = min(max(-(ax * dx + ay * dy) / square, 0.0), 1.0)
                distance = math.hypot(ax + share * dx, ay + share * dy)
                if distance > limit_m:
                    continue
                if distance < best or (main[j] and not best_is_main):
                    best, best_is_main = distance, main[j]
                    edge[i], metres[i] = segments.edge[j], distance
                    offset[i] = segments.offset[j] + np.int32(round(share * length[j]))
    return edge, offset, metres


@njit(nogil=True, cache=True)
def nearest_m(segments: Segments, lat: float, lon: float) -> float:
    """Metres from one point to the nearest piece, however far."""
    radian = math.pi / 180
    east_m = EARTH_RADIUS_M * radian * math.cos(lat * radian)
    north_m = EARTH_RADIUS_M * radian
    best = np.inf
    for j in range(len(segments.edge)):
        ax, ay = (segments.lon_a[j] - lon) * east_m, (segments.lat_a[j] - lat) * north_m
        bx, by = (segments.lon_b[j] - lon) * east_m, (segments.lat_b[j] - lat) * north_m
        dx, dy = bx - ax, by - ay
        square = dx * dx + dy * dy
        share = 0.0
        if square > 0:
            share = min(max(-(ax * dx + ay * dy) / square, 0.0), 1.0)
        best = min(best, math.hypot(ax + share * dx, ay + share * dy))
    return best


@njit(nogil=True, cache=True)
def _push(heap: Longs, size: int, key: int) -> None:
    """Put a key into a heap of `size` keys."""
    i = size
    while i > 0:
        above = (i - 1) >> 1
        if heap[above] <= key:
            break
        heap[i] = heap[above]
        i = above
    heap[i] = key


@njit(nogil=True, cache=True)
def _pop(heap: Longs, size: int) -> int:
    """Take the least of `size` keys."""
    least, last = heap[0], heap[size - 1]
    size -= 1
    i = 0
    while 2 * i + 1 < size:
        below = 2 * i + 1
        if below + 1 < size and heap[below + 1] < heap[below]:
            below += 1
        if heap[below] >= last:
            break
        heap[i] = heap[below]
        i = below
    heap[i] = last
    return least


class _Room(NamedTuple):
    """What one search needs, and leaves clean for the next: units to each node and each target
    (ENDLESS where it was not), which of them were touched, the heap; `size` counts heap, nodes,
    targets."""

    reached: Longs
    best: Longs
    nodes: Ints
    targets: Ints
    heap: Longs
    size: Longs


@njit(nogil=True, cache=True)
def _make_room(arcs: Arcs, targets: int) -> _Room:
    nodes = len(arcs.start) - 1
    return _Room(
        np.full(nodes, np.int64(ENDLESS)),
        np.full(targets, np.int64(ENDLESS)),
        np.empty(nodes, dtype=np.int32),
        np.empty(targets, dtype=np.int32),
        # A node goes into the heap at most once for each arc that leads to it, or as a start.
        np.empty(len(arcs.head) + 2, dtype=np.int64),
        np.zeros(3, dtype=np.int64),
    )


@njit(nogil=True, cache=True)
def _begin(
    edges: Edges, source: Spots, i: int, target: Spots, target_start: Ints, limit: int, room: _Room
) -> None:
    """From source i: the targets on its own edge, and the edge's ends."""
    home, aside = source.edge[i], np.int64(source.aside[i])
    room.size[:] = 0
    if home < 0 or aside > limit:
        return
    forward, backward = edges.forward[home], edges.backward[home]
    for k in range(target_start[home], target_start[home + 1]):
        ahead = np.int64(target.offset[k]) - source.offset[i]
        way = aside + abs(ahead) + target.aside[k]
        allowed = ahead == 0 or (ahead > 0 and forward) or (ahead < 0 and backward)
        if target.place[k] == source.place[i]:
            way, allowed = np.int64(0), True
        if allowed and way <= limit:
            room.targets[room.size[2]] = k
            room.size[2] += 1
            room.best[k] = way
    # At an end of its edge it is at the crossing: whatever the edge's direction, it is there.
    if backward or source.offset[i] == 0:
        _reach(room, edges.tail[home], int(aside + source.offset[i]), limit)
    rest = edges.weight[home] - source.offset[i]
    if forward or rest == 0:
        _reach(room, edges.head[home], int(aside + rest), limit)


@njit(nogil=True, cache=True)
def _reach(room: _Room, node: int, units: int, limit: int) -> None:
    """A node reached from the source's own edge."""
    if units > limit or units >= room.reached[node]:
        return
    if room.reached[node] == ENDLESS:
        room.nodes[room.size[1]] = node
        room.size[1] += 1
    room.reached[node] = units
    _push(room.heap, int(room.size[0]), int((np.int64(units) << 32) | np.int64(node)))
    room.size[0] += 1


@njit(nogil=True, cache=True)
def _spread(arcs: Arcs, target: Spots, target_start: Ints, limit: int, room: _Room) -> None:
    """Settle nodes, nearest first, and reach the targets on the edges that leave them."""
    arc_start, arc_head, arc_weight = arcs.start, arcs.head, arcs.weight
    arc_edge, arc_up = arcs.edge, arcs.up
    spot_offset, spot_aside = target.offset, target.aside
    reached, best, heap = room.reached, room.best, room.heap
    touched_nodes, touched = room.nodes, room.targets
    size, node_count, target_count = room.size
    far = np.int64(ENDLESS)
    while size > 0:
        key = _pop(heap, size)
        size -= 1
        now, node = key >> 32, key & 0xFFFFFFFF
        if now > reached[node]:
            continue
        for a in range(arc_start[node], arc_start[node + 1]):
            edge = arc_edge[a]
            for k in range(target_start[edge], target_start[edge + 1]):
                along = spot_offset[k] if arc_up[a] else arc_weight[a] - spot_offset[k]
                way = now + along + spot_aside[k]
                if way < best[k] and way <= limit:
                    if best[k] == far:
                        touched[target_count] = k
                        target_count += 1
                    best[k] = way
            there, then = arc_head[a], now + arc_weight[a]
            if then < reached[there] and then <= limit:
                if reached[there] == far:
                    touched_nodes[node_count] = there
                    node_count += 1
                reached[there] = then
                _push(heap, size, (then << 32) | there)
                size += 1
    room.size[1], room.size[2] = node_count, target_count


@njit(nogil=True, cache=True)
def ways_within(
    arcs: Arcs, edges: Edges, source: Spots, target: Spots, target_start: Ints, limit: int
) -> tuple[Longs, Ints, Longs]:
    """From each source the targets within `limit` units: row starts, target numbers, units.

    Targets stand edge by edge: those on edge e are `target_start[e]:target_start[e + 1]`. A way is
    the source's own way to its edge, the edges, and the target's own way from its edge.
    """
    room = _make_room(arcs, len(target.edge))
    row = np.zeros(len(source.edge) + 1, dtype=np.int64)
    numbers, units, count = np.empty(1024, dtype=np.int32), np.empty(1024, dtype=np.int64), 0
    for i in range(len(source.edge)):
        _begin(edges, source, i, target, target_start, limit, room)
        _spread(arcs, target, target_start, limit, room)
        while count + room.size[2] > len(numbers):
            numbers, units = np.append(numbers, numbers), np.append(units, units)
        for k in room.targets[: room.size[2]]:
            numbers[count], units[count] = k, room.best[k]
            room.best[k] = ENDLESS
            count += 1
        for node in room.nodes[: room.size[1]]:
            room.reached[node] = ENDLESS
        row[i + 1] = count
    return row, numbers[:count].copy(), units[:count].copy()
