"""What changes nothing: company and order, blocks and threads, a day later, a map turned round."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import pytest

from jalon.reach import Day, PairUnlocks, find_unlocks, parse_request, plan_days
from tests.examples import examples
from tests.oracle.feed import WEEKDAYS
from tests.reach.answers import Json, compiled
from tests.reach.drawing.dice import RandomDice
from tests.reach.drawing.draft import Size
from tests.reach.drawing.world import World
from tests.reach.drawing.worlds import drawn

pytestmark = pytest.mark.hypothesis  # of chance too: `make hunt` asks for more worlds
Answers = tuple[list[Day], list[PairUnlocks]]
NEXT = dict(zip(WEEKDAYS, (*WEEKDAYS[1:], WEEKDAYS[0]), strict=True))


def worlds() -> Iterator[World]:
    """The same few worlds for every test; most of their people have children."""
    for number in range(8000, 8000 + examples(7, thorough=140)):
        yield drawn(RandomDice(number), Size())


def asked(world: World) -> Answers:
    """The days of a world, and what unlocks its pairs."""
    with tempfile.TemporaryDirectory() as folder:
        feed = world.write(Path(folder) / "feed.zip")
        network = compiled([feed], Path(folder) / "net")
        request = parse_request(world.request)
        return list(plan_days(network, request)), list(find_unlocks(network, request))


def in_order(answers: Answers) -> Answers:
    """By person, offer and weekday."""
    days, unlocks = answers
    return (
        sorted(days, key=lambda day: (day.person, day.offer, WEEKDAYS.index(day.weekday))),
        sorted(unlocks, key=lambda pair: (pair.person, pair.offer)),
    )


def test_order_blocks_and_threads_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for world in worlds():
        usual = asked(world)
        turned = {name: world.request[name][::-1] for name in ("people", "offers")}
        for offer in turned["offers"]:
            offer["shifts"] = dict(reversed(offer["shifts"].items()))
        with monkeypatch.context() as patch:
            patch.setattr("jalon.reach.days.PAIRS_AT_ONCE", 1)
            patch.setattr("jalon.reach.travel.latest_leaves.THREADS", 3)
            other = asked(World(world.tables, world.request | turned))
        assert in_order(other) == in_order(usual)


def mirrored(rows: Any) -> Any:  # noqa: ANN401
    """The same rows, every longitude west of Greenwich instead of east."""
    if isinstance(rows, list):
        return [mirrored(row) for row in rows]
    if isinstance(rows, dict):
        turned = {key: mirrored(said) for key, said in rows.items()}
        return turned | {key: -turned[key] for key in ("lon", "stop_lon") if turned.get(key)}
    return rows


def test_a_map_mirrored_east_west_gives_the_same_times() -> None:
    for world in worlds():
        assert asked(World(mirrored(world.tables), mirrored(world.request))) == asked(world)


def moved_date(date: str, days: int) -> str:
    """YYYYMMDD, so many days later."""
    day = dt.datetime.strptime(date, "%Y%m%d").replace(tzinfo=dt.UTC) + dt.timedelta(days=days)
    return day.strftime("%Y%m%d")


def feed_later(tables: Json, days: int) -> Json:
    """A feed whose calendar runs so many days later: by one, each weekday becomes the next."""
    calendar = []
    for row in tables["calendar"]:
        dates = {n: moved_date(row[n], days) for n in ("start_date", "end_date")}
        runs = {NEXT[day] if days % 7 else day: row[day] for day in WEEKDAYS}
        calendar.append({"service_id": row["service_id"]} | runs | dates)
    later = {"calendar": calendar}
    if "calendar_dates" in tables:
        rows = tables["calendar_dates"]
        later["calendar_dates"] = [r | {"date": moved_date(r["date"], days)} for r in rows]
    return tables | later


def periods_later(rows: Any, days: int) -> Any:  # noqa: ANN401
    """The same request, the periods of its places so many days later."""
    if isinstance(rows, list):
        return [periods_later(row, days) for row in rows]
    if isinstance(rows, dict):
        moved = {
            key: (dt.date.fromisoformat(rows[key]) + dt.timedelta(days=days)).isoformat()
            for key in ("from", "to")
            if key in rows
        }
        return {key: periods_later(said, days) for key, said in rows.items()} | moved
    return rows


def dates_later(found: list[Day], days: int) -> list[Day]:
    """The same days, so many days later."""
    return [replace(day, date=day.date + dt.timedelta(days=days)) for day in found]


def in_an_ordinary_week(world: World) -> World:
    """The same world in November, when no clock changes, and on no Sunday."""
    offers = [
        offer | {"shifts": {d: s for d, s in offer["shifts"].items() if d != "sunday"}}
        for offer in world.request["offers"]
    ]
    return World(world.tables, world.request | {"date_of_monday": "2026-11-23", "offers": offers})


def test_a_week_later_all_is_the_same() -> None:
    for world in map(in_an_ordinary_week, worlds()):
        later = periods_later(world.request, 7) | {"date_of_monday": "2026-11-30"}
        days, unlocks = asked(world)
        moved = asked(World(feed_later(world.tables, 7), later))
        assert moved == (dates_later(days, 7), unlocks)


def next_day(rows: Any) -> Any:  # noqa: ANN401
    """The same rows, each weekday the next."""
    if isinstance(rows, list):
        return [next_day(row) for row in rows]
    if isinstance(rows, dict):
        return {NEXT.get(key, key): next_day(said) for key, said in rows.items()}
    return rows


def test_a_day_later_all_is_the_same() -> None:
    for world in map(in_an_ordinary_week, worlds()):
        days, unlocks = asked(world)
        moved = next_day(periods_later(world.request, 1))
        later, unlocks_later = asked(World(feed_later(world.tables, 1), moved))
        renamed = [
            replace(
                day,
                weekday=NEXT[day.weekday],
                reasons=tuple(replace(r, weekday=NEXT[r.weekday]) for r in day.reasons),
            )
            for day in days
        ]
        assert later == dates_later(renamed, 1)
        assert unlocks_later == unlocks


def test_the_legs_of_every_way_are_its_times() -> None:
    ways = 0
    for world in worlds():
        for day in asked(world)[0]:
            if not day.holdable:
                continue
            assert day.legs[0].depart_s == day.leave_home_s
            assert day.legs[-1].arrive_s == day.return_home_s
            assert sum(leg.kind == "ride" for leg in day.legs) == day.rides
            for name, legs in groupby(day.legs, lambda leg: leg.way):
                way = list(legs)
                ends = ("home", "work") if name == "out" else ("work", "home")
                assert (way[0].origin, way[-1].target) == ends
                for one, other in pairwise(way):
                    assert one.target == other.origin
                    assert one.arrive_s <= other.depart_s
                    assert not (one.kind == other.kind == "walk")
                ways += 1
    assert ways > 20
