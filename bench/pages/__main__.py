"""`python -m bench.pages --people 300 --rate 20`: prepare a site, load it, print the figures.

`--home` keeps the prepared folder for the next run. `--url` asks a site that runs already, whose
`JALON_HOME` is then `--home`: the sessions are made in its database.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from bench.pages import memory
from bench.pages.browser import Browser, Page
from bench.pages.figures import MemorySample, Outcome
from bench.pages.load import Idlers, ask_on_time
from bench.pages.report import lines
from bench.pages.schedule import HOME, draw_kinds, due_times
from bench.pages.site import Site, first_answer_s
from jalon.demo.larger.sizes import SIZES

PREPARED, RESTARTED, REBUILDING = "prepared", "restarted", "rebuilding"
Pids = Callable[[], Iterable[int]]


def main() -> int:
    """Run once. Failures are figures: the exit code is 0 unless the run itself could not be."""
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="jalon-bench-") as own:
        home = asked.home.resolve() if asked.home else Path(own)
        home.mkdir(parents=True, exist_ok=True)
        os.environ |= {"JALON_HOME": str(home), "JALON_DEMO": "1"}
        if not asked.url:
            os.environ["DATABASE_URL"] = (
                ""  # a territory is never drawn into a server of somebody's
            )
        if asked.url:
            where = urlsplit(asked.url)
            host, port = where.hostname or "127.0.0.1", where.port or 80
            return asyncio.run(_load(asked, host, port, {"web": lambda: memory.listeners(port)}))
        return _own_site(asked, home)


def _own_site(asked: argparse.Namespace, home: Path) -> int:
    site = Site(home)
    site.prepare(asked.scale or _scale_for(asked.people))
    groups: dict[str, Pids] = {"web": site.web_pids, "worker": site.work_pids}
    try:
        site.start()
        print(f"first answer after {_first(site):.1f} s")
        if asked.settle_s:
            asyncio.run(asyncio.sleep(asked.settle_s))
        if asked.when == RESTARTED:
            site.stop()
            site.start()
            print(f"restarted: first answer after {_first(site):.1f} s")
        return asyncio.run(_load(asked, site.host, site.port, groups, site))
    finally:
        site.stop()
        if asked.home is None:
            site.stop_database()


def _first(site: Site) -> float:
    return asyncio.run(first_answer_s(site.host, site.port))


def _scale_for(people: int) -> str:
    return next(name for name, size in SIZES.items() if size.people >= people)


async def _load(
    asked: argparse.Namespace,
    host: str,
    port: int,
    groups: dict[str, Pids],
    site: Site | None = None,
) -> int:
    dice = random.Random(asked.seed)  # noqa: S311 - a load, not a secret
    pages, probes = await asyncio.to_thread(_draw, asked, dice)
    browser = Browser(host, port, asked.patience_s, asked.words)
    idlers, outcomes = Idlers(host, port), list[Outcome]()
    samples: dict[str, list[MemorySample]] = {name: [] for name in groups}
    began = asyncio.get_running_loop().time() + 1.0
    beside = [
        asyncio.create_task(idlers.hold(asked.slow, asked.silent)),
        *(
            asyncio.create_task(memory.watch(pids, began, samples[name].append))
            for name, pids in groups.items()
        ),
    ]
    lasting_s = asked.minutes * 60
    async with asyncio.TaskGroup() as under_way:
        for rate, some in ((asked.rate, pages), (1.0, probes)):
            dues = due_times(rate, lasting_s)
            under_way.create_task(ask_on_time(browser, dues, some, began, outcomes.append))
        if asked.when == REBUILDING and site is not None:
            under_way.create_task(_rebuild(site, lasting_s / 4))
        under_way.create_task(_progress(outcomes, len(pages), lasting_s))
    for task in beside:
        task.cancel()
    await asyncio.gather(*beside, return_exceptions=True)
    _tell(asked, outcomes, samples, idlers.counts)
    return 0


def _draw(asked: argparse.Namespace, dice: random.Random) -> tuple[list[Page], list[Page]]:
    from jalon.runtime.django import reach_database, setup_django

    setup_django()
    reach_database()
    from django.db import connection

    from bench.pages.visitors import sign_in

    visitors = sign_in(asked.people, dice)
    connection.close()
    lasting_s = asked.minutes * 60
    kinds = draw_kinds(dice, len(due_times(asked.rate, lasting_s)))
    probes = [visitors.page(HOME) for _ in due_times(1.0, lasting_s)]
    return [visitors.page(kind) for kind in kinds], probes


async def _rebuild(site: Site, after_s: float) -> None:
    await asyncio.sleep(after_s)
    print(f"the network was built again in {await site.rebuild_network():.1f} s, in the load")


async def _progress(outcomes: Sequence[Outcome], total: int, lasting_s: float) -> None:
    for second in range(int(lasting_s)):
        await asyncio.sleep(1.0)
        load = [outcome for outcome in outcomes if outcome.kind != HOME]
        failed = sum(bool(outcome.failure) for outcome in load)
        said = f"{len(load)} came back of {total}, {failed} failed"
        left = f"{lasting_s - second:.0f} s left"
        print(f"\r{said}, {left}   ", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


def _tell(
    asked: argparse.Namespace,
    outcomes: Sequence[Outcome],
    samples: dict[str, list[MemorySample]],
    idle: Counter[str],
) -> None:
    print(
        f"{asked.people} people, {asked.rate:g} pages a second for {asked.minutes:g} min, "
        f"{asked.when}, patience {asked.patience_s:g} s"
    )
    for line in lines(outcomes, samples, asked.words):
        print(line)
    for name, count in sorted(idle.items()):
        print(f"{name}: {count}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--people", type=int, default=300, help="how many are signed in")
    parser.add_argument("--rate", type=float, default=20.0, help="pages a second")
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--when", choices=(PREPARED, RESTARTED, REBUILDING), default=PREPARED)
    parser.add_argument("--slow", type=int, default=0, help="connections of a header line each 8 s")
    parser.add_argument("--silent", type=int, default=0, help="connections that say nothing")
    parser.add_argument("--scale", choices=[*SIZES], help="of the territory; by --people if left")
    parser.add_argument("--home", type=Path, help="a folder to keep")
    parser.add_argument("--url", help="a site that runs already")
    parser.add_argument("--settle-s", type=float, default=0.0, help="wait before the load")
    parser.add_argument("--patience-s", type=float, default=10.0, help="later is a failure")
    parser.add_argument("--words", default="", help="count the pages that have them")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    if asked.url and (asked.when != PREPARED or asked.home is None):
        parser.error("--url needs the --home of that site, and is asked as it is (--when prepared)")
    return asked


if __name__ == "__main__":
    raise SystemExit(main())
