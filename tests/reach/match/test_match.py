"""The match in the desert of desert.py: derived by hand, ties, orders, moves, threads."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from jalon.core.errors import RequestError
from jalon.reach import Request, parse_request
from jalon.reach.match import block
from jalon.reach.match.travel import tables as travel
from jalon.reach.match.travel import transit_ground as foot
from tests.reach.asking import Asker
from tests.reach.desert import ask, bus, child, east, place
from tests.reach.match.matching import Json, expected, matched

MIN = 60


Work = Callable[[object], object]


@pytest.fixture
def asker(tmp_path: Path) -> Asker:
    return Asker(tmp_path)


def offer(name: str, where: Json, *shift: str, days: tuple[str, ...] = ("monday",)) -> Json:
    return {"id": name, **where, "shifts": {day: [[*shift]] for day in days}}


def people(request: Json, *others: Json) -> list[Json]:
    (first,) = request["people"]
    return [first, *(first | other for other in others)]


def town() -> Json:
    """Three people and four offers; the child's place is three minutes' walk west of B."""
    request = ask()
    nursery = place("k", east("B", -180), "07:30", "18:30")
    return request | {
        "people": people(
            request,
            {"id": "q", "children": [child("c", nursery)]},
            {"id": "r", "home": east("B", -60)},
        ),
        "offers": [
            offer("far", east("C", 180), "09:00", "17:00"),
            offer("near", east("B", 120), "09:00", "17:00", days=("monday", "tuesday")),
            offer("early", east("C", 180), "04:00", "12:00"),
            {"id": "unknown", **east("B", 0), "shifts": {"monday": None}},
        ],
    }


def test_a_match_derived_by_hand(asker: Asker, tmp_path: Path) -> None:
    found = matched(asker.network(), parse_request(town()), tmp_path / "out")
    # p, far: leaves at 08:38 for 09:00 (test_day_by_hand.py), home 22 minutes after 17:00: 44 min.
    # p, near: at B by 08:53, on the bus that left A at 08:40 and is there at 08:45: leaves at
    # 08:38, 22 min. Back: at B at 17:02, the bus from C passes at 17:05, A 17:10, home 17:12:
    # 12 min. Two days: 2 x 34 min.
    assert found.best["p"] == [(44 * MIN, "far", "{}"), (68 * MIN, "near", "{}")]
    # r, near: from a minute west of B to two minutes east of it is a walk of three. At work by
    # 08:55: 8 min; back 3 min; two days: 22 min. r, far: at C by 08:52 on the bus of 08:50, at B at
    # 08:45, left at 08:44: 16 min. Back: C 17:10, B 17:15, home 17:16: 16 min; 32 min.
    assert found.best["r"] == [(22 * MIN, "near", "{}"), (32 * MIN, "far", "{}")]
    # q, far: bus at B 08:45, so away from the place (180 s from B) by 08:42, at it by 08:32 for ten
    # minutes, at B by 08:29 on the bus of 08:25, A at 08:20, left at 08:18: 42 min. Back: C 17:10,
    # B 17:15, place 17:18, ready 17:28, B 17:31, bus 17:35, A 17:40, home 17:42: 42 min.
    # q, near: the place is five minutes from work: there by 08:40 (08:55 less 5 and 10), B by 08:37
    # on the bus of 08:35, A 08:30, left at 08:28: 32 min. Back: place 17:05, ready 17:15, B 17:18,
    # bus 17:25, A 17:30, home 17:32: 32 min. Two days: 128 min.
    kept = '{"c": "k"}'
    assert found.best["q"] == [(84 * MIN, "far", kept), (128 * MIN, "near", kept)]
    # Nobody is at work at 04:00: the first bus is at 05:00.
    assert found.starts == {("far", 0): 3, ("near", 0): 3, ("early", 0): 0}
    manifest = found.manifest
    assert (manifest["people"], manifest["offers"]) == (3, 4)
    assert manifest["offers_with_unknown_hours"] == 1
    assert (manifest["pairs_that_hold"], manifest["pairs_kept"]) == (6, 6)


def test_just_after_midnight_on_the_night_the_clocks_go_back(asker: Asker, tmp_path: Path) -> None:
    # On Sunday 25 October 2026 03:00 becomes 02:00, so the day's axis begins at 01:00. The 24:20 of
    # Saturday leaves A at 00:20, is at C at 00:30, at work at 00:33 for 00:50: left at 00:18, 32
    # minutes. Back: the 08:40 from C, home at 08:52 for a shift that ends at 08:30: 22 minutes.
    buses = [*bus("T1", "24:20"), *bus("T2", "08:40", there="CBA")]
    request = ask(
        shift=("00:50", "08:30"), days=("sunday",), monday="2026-10-19", earliest_leave="00:00"
    )
    name = request["offers"][0]["id"]
    network = asker.network(stop_times=buses)
    found = matched(network, parse_request(request), tmp_path / "out")
    assert found.best["p"] == [(54 * MIN, name, "{}")]


def test_the_k_best_are_kept_and_all_are_counted(asker: Asker, tmp_path: Path) -> None:
    network, request = asker.network(), parse_request(town())
    every, one = (matched(network, request, tmp_path / str(k), top=k) for k in (100, 1))
    assert one.best == {person: kept[:1] for person, kept in every.best.items()}
    assert one.starts == every.starts
    assert (one.manifest["pairs_that_hold"], one.manifest["pairs_kept"]) == (6, 3)


def test_equals_are_kept_in_the_order_of_the_offers(asker: Asker, tmp_path: Path) -> None:
    # Offers are cut into parts by start, so these come out of order: only the tie rule keeps b, c.
    request = ask()
    here = east("C", 180)
    hours = {"b": ("12:00", "17:00"), "c": ("10:00", "15:00"), "a": ("09:00", "14:00")}
    request["offers"] = [offer(name, here, *shift) for name, shift in hours.items()]
    found = matched(asker.network(), parse_request(request), tmp_path / "out", top=2)
    # All start and end on the hour, as the buses do: 44 min each.
    assert found.best == {"p": [(44 * MIN, "b", "{}"), (44 * MIN, "c", "{}")]}


def test_the_order_of_people_and_of_offers_changes_nothing(asker: Asker, tmp_path: Path) -> None:
    network, request = asker.network(), parse_request(town())
    turned = replace(request, people=request.people[::-1], offers=request.offers[::-1])
    there, back = (matched(network, r, tmp_path / str(i)) for i, r in enumerate((request, turned)))
    assert (there.best, there.starts) == (back.best, back.starts)


def test_one_thread_or_two_change_nothing(asker: Asker, tmp_path: Path) -> None:
    network, request = asker.network(), parse_request(town())
    found = []
    for count in (1, 2):
        with ThreadPoolExecutor(count) as pool, pytest.MonkeyPatch.context() as patch:
            for module in (block, foot, travel):
                patch.setattr(module, "in_threads", partial(_in_pool, pool))
            patch.setattr(block, "THREADS", count)
            found.append(matched(network, request, tmp_path / str(count)))
    assert found[0] == found[1]


def _in_pool(pool: ThreadPoolExecutor, work: Work, items: Iterable[object]) -> list[object]:
    return list(pool.map(work, items))


def _moved(request: Request, by_s: int) -> Request:
    offers = tuple(
        replace(
            one,
            shifts={
                day: spans and tuple((start + by_s, end + by_s) for start, end in spans)
                for day, spans in one.shifts.items()
            },
        )
        for one in request.offers
    )
    return replace(request, offers=offers)


@pytest.mark.parametrize("by_min", [-60, -15, 30, 240])
def test_a_moved_start_counts_as_the_offer_moved_would(
    asker: Asker, tmp_path: Path, by_min: int
) -> None:
    network, request = asker.network(), parse_request(town())
    found = matched(network, request, tmp_path / "moves", moves_s=(60 * by_min,))
    other = expected(network, _moved(request, 60 * by_min))
    moved = {name: count for (name, by), count in found.starts.items() if by == by_min}
    assert moved == {name: count for (name, _), count in other.starts.items()}
    # Moved offers are counted and never kept.
    assert found.best == matched(network, request, tmp_path / "still").best


def test_a_shift_is_not_moved_into_another_day(asker: Asker, tmp_path: Path) -> None:
    found = matched(asker.network(), parse_request(town()), tmp_path / "out", moves_s=(-5 * 3600,))
    # 04:00 less five hours would be the day before.
    assert ("far", -300) in found.starts
    assert ("early", -300) not in found.starts


def test_an_offer_in_the_sea_holds_for_nobody(asker: Asker, tmp_path: Path) -> None:
    request = ask() | {"offers": [offer("sea", {"lat": 0.1, "lon": 10.0}, "09:00", "17:00")]}
    found = matched(asker.network(), parse_request(request), tmp_path / "out")
    assert (found.best, found.starts) == ({}, {("sea", 0): 0})


def test_offers_of_unknown_hours_alone(asker: Asker, tmp_path: Path) -> None:
    request = ask() | {"offers": [{"id": "o", **east("B", 0), "shifts": {"monday": None}}]}
    found = matched(asker.network(), parse_request(request), tmp_path / "out")
    assert (found.best, found.starts) == ({}, {})
    assert found.manifest["offers_with_unknown_hours"] == 1


def test_a_crowd_at_one_address_has_one_row(asker: Asker, tmp_path: Path) -> None:
    request = ask()
    request["people"] = people(request, *({"id": f"p{i}"} for i in range(2000)))
    asked = parse_request(request)
    network = asker.network()
    # What is searched for is one point's travel, however many live there.
    assert block.prepare_block(network, asked).people.rows == 1
    found = matched(network, asked, tmp_path / "out")
    assert found.starts == {("o", 0): 2001}
    assert set(map(tuple, found.best.values())) == {((44 * MIN, "o", "{}"),)}


def test_people_outside_the_network_are_refused(asker: Asker, tmp_path: Path) -> None:
    request = ask(home={"lat": 48.8, "lon": 2.4})
    with pytest.raises(RequestError, match="outside the network"):
        matched(asker.network(), parse_request(request), tmp_path / "out")
    assert not (tmp_path / "out").exists()
