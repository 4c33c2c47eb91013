"""`python -m bench.crowd`: the match at the size of a pilot and of a region, and the small runs.

`pilot` and `region` are whole processes of `jalon reach match`: reading, timetables, search and
Parquet are in them. `small` is a new offer for all people and a new person for all offers, warm.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import orjson

from bench.measure import DATA, run_command
from bench.requests import draw_request, middle_of
from bench.territory import draw_territory
from jalon.reach import Network, build_network, load_network, parse_request
from jalon.reach.match import Best, Block, prepare_block
from jalon.reach.match.input.offers import OfferPart
from jalon.reach.request.model import Offer, Person

PILOT, REGION = "gtfs-ratp-val-de-marne.zip", "gtfs-ratp.zip"
TOP = 50
PILOT_SIZE = 5_000
TIMES = 15


def main() -> int:
    """Print the figures asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench.crowd")
    parser.add_argument("what", nargs="+", choices=("pilot", "apart", "region", "small"))
    parser.add_argument("--people", type=int)
    parser.add_argument("--offers", type=int)
    parsed = parser.parse_args()
    sizes = {"pilot": (5_000, 5_000), "apart": (5_000, 5_000), "region": (50_000, 100_000),
             "small": (5_000, 5_000)}  # fmt: skip
    for what in parsed.what:
        people, offers = sizes[what]
        run(what, parsed.people or people, parsed.offers or offers)
    return 0


def run(what: str, people: int, offers: int) -> None:
    """One measure; nothing where its feed is absent."""
    feed = DATA / (REGION if what == "region" else PILOT)
    if not feed.exists():
        print(f"{what}: {feed.name} is not beside the checkout.")
        return
    with tempfile.TemporaryDirectory() as name:
        build_network([feed], Path(name) / "network")
        network = load_network(Path(name) / "network")
        if what == "small":
            _small(network, people, offers)
        else:
            _match(what, network, Path(name), people, offers)


def _match(what: str, network: Network, folder: Path, people: int, offers: int) -> None:
    """`apart`: every child has places of its own, as no territory has."""
    if what == "apart":
        drawn = draw_request(network, people, offers, middle_of(network))
    else:
        drawn = draw_territory(network, people, offers, weekdays=1 if what == "region" else 5)
    for part in ("people", "offers"):
        (folder / f"{part}.json").write_bytes(orjson.dumps(drawn[part]))
    cost = run_command(
        "reach", "match", "--network", str(folder / "network"),
        "--people", str(folder / "people.json"), "--offers", str(folder / "offers.json"),
        "--monday", str(middle_of(network)), "--top", str(TOP), "--out", str(folder / "matches"),
    )  # fmt: skip
    found = orjson.loads((folder / "matches" / "manifest.json").read_bytes())
    pairs = people * offers
    days = len(drawn["offers"][0]["shifts"])
    print(
        f"{what}: {people:,} people x {offers:,} offers x {days} weekdays: {cost.wall_s:.1f} s, "
        f"{cost.cpu_s:.1f} s of processor, {cost.peak_mb:,.0f} MB; "
        f"{cost.wall_s / pairs / days * 1e9:,.0f} ns a pair and day; "
        f"{found['pairs_that_hold'] / pairs:.1%} hold"
    )


def _small(network: Network, people: int, offers: int) -> None:
    monday = middle_of(network).isoformat()
    all_of_them = {"date_of_monday": monday, **draw_territory(network, people, offers)}
    new = {"date_of_monday": monday, **draw_territory(network, 60, TIMES, seed=2)}
    request, newcomers = parse_request(all_of_them), parse_request(new)
    block, best = prepare_block(network, request, any_hours=True), Best.none(people, TOP)
    for part in block.parts():
        block.match(part, best)
    whole = block.demand.part(block.demand.parts(offers)[0])
    _offers(block, newcomers.offers, people)
    _people(block, whole, newcomers.people, "")
    block = block.with_stops(whole)
    assert block.stops is not None
    kept = sum(table.nbytes for table in block.stops.tables.values()) / 1e6
    _people(block, whole, newcomers.people, f", tables of all stops kept ({kept:,.0f} MB)")


def _offers(block: Block, offers: Sequence[Offer], people: int) -> None:
    def ask(number: int) -> object:
        other = block.with_offers(offers[number : number + 1])
        return other.match(other.parts()[0], Best.none(people, 1))

    print(f"new offer -> {people:,} people: {_times(ask)}")


def _people(block: Block, whole: OfferPart, people: Sequence[Person], how: str) -> None:
    for children in (0, 1, 2):
        some = [person for person in people if len(person.children) == children]
        asked = partial(_for_one, block, whole, some)
        print(f"new person, {children} children{how}: {_times(asked)}")


def _for_one(block: Block, whole: OfferPart, people: Sequence[Person], number: int) -> object:
    other = block.with_people([people[number % len(people)]])
    return other.match_part(whole, Best.none(1, TOP))


def _times(work: Callable[[int], object]) -> str:
    taken = []
    for number in range(TIMES):
        start = time.perf_counter()
        work(number)
        taken.append(time.perf_counter() - start)
    return f"median {statistics.median(taken) * 1000:.0f} ms, at most {max(taken) * 1000:.0f} ms"


if __name__ == "__main__":
    raise SystemExit(main())
