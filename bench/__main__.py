"""`make bench`: build, load and ask, on the real feeds beside the checkout where they are.

JALON_BENCH_PAIRS sets how many person-offer pairs the oracle judges (0 for none; the oracle takes
about two seconds a pair and week on the largest of these feeds).
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from bench import crowd
from bench.agreement import disagreements
from bench.measure import DATA, measure, median_wall_s, run_command
from bench.peers.__main__ import main as compare_peers
from bench.requests import draw_request, middle_of
from bench.rights import measure_rights
from jalon.reach import load_network, parse_request, plan_days

FEEDS = ("gtfs-porto-alegre.zip", "gtfs-ratp-val-de-marne.zip", "gtfs-ratp.zip")
ASKED = ("gtfs-porto-alegre.zip", "gtfs-ratp-val-de-marne.zip")
PEOPLE, OFFERS = 100, 500


def main() -> int:
    """Print the figures."""
    pairs = int(os.environ.get("JALON_BENCH_PAIRS", "20"))
    feeds = [DATA / name for name in FEEDS if (DATA / name).exists()]
    if not feeds:
        print(f"No real feed in {DATA}: nothing to measure on.", file=sys.stderr)
        return 0
    print(f"{os.cpu_count()} cores. Whole processes for `network build`, one process for the rest.")
    with tempfile.TemporaryDirectory() as folder:
        networks = {feed: Path(folder) / feed.stem for feed in feeds}
        # All builds first: a process counts its parent's memory when it starts.
        for feed, network in networks.items():
            _build(feed, network)
        for feed, network in networks.items():
            if feed.name in ASKED:
                _ask(feed, network, pairs)

    print("\n## Everybody against every offer")
    for what in ("pilot", "apart", "small"):
        crowd.run(what, crowd.PILOT_SIZE, crowd.PILOT_SIZE)
    measure_rights()
    return compare_peers()


def _build(feed: Path, network: Path) -> None:
    cost = run_command("network", "build", str(feed), "--out", str(network))
    load_s = median_wall_s(lambda: load_network(network))
    built = f"network build {cost.wall_s:.1f} s, {cost.peak_mb:.0f} MB at most"
    print(f"{feed.name}: {built}; load {load_s * 1000:.1f} ms")


def _ask(feed: Path, folder: Path, pairs: int) -> None:
    network = load_network(folder)
    raw = draw_request(network, PEOPLE, OFFERS, middle_of(network))
    warm = parse_request(draw_request(network, 2, 4, middle_of(network), seed=2))
    _, first = measure(lambda: list(plan_days(network, warm)))
    request = parse_request(raw)
    days, cost = measure(lambda: list(plan_days(network, request)))
    held = sum(bool(day.holdable) for day in days)
    print(f"\n## {feed.name}")
    print(f"first answer of a process: {first.wall_s:.1f} s (kernels compiled or read from disk)")
    print(
        f"reach days, {PEOPLE} people x {OFFERS} offers x 5 weekdays: {cost.wall_s:.1f} s, "
        f"{cost.cpu_s:.1f} s of processor, {cost.peak_mb:.0f} MB; "
        f"{PEOPLE * OFFERS / cost.wall_s:,.0f} pairs/s, {len(days) / cost.wall_s:,.0f} days/s; "
        f"{held:,} of {len(days):,} days hold"
    )
    if pairs:
        (compared, holding, found), judged = measure(lambda: disagreements(feed, raw, days, pairs))
        print(
            f"oracle: {compared} days compared ({holding} hold), {sum(found.values())} differences"
            f" {dict(found) or ''} in {judged.wall_s:.0f} s: "
            f"{judged.wall_s / compared / (cost.wall_s / len(days)):,.0f} times our time a day"
        )


if __name__ == "__main__":
    raise SystemExit(main())
