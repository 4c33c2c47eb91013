"""`python -m bench.servers [NAME …] [--throughput] [--app MODULE]`: which server holds under bad
visitors?

Each server in turn, with two processes of eight threads (16 threads where it has one process), on
the application `bench.servers.tiny`, or the site itself: `--app jalon.runtime.wsgi` on the
JALON_HOME of a demo. Servers that are not installed are passed over (requirements/bench.in).
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import psutil

from bench.servers.runners import RUNNERS
from bench.servers.visitors import Answers, Crowd, arrive, get, go_away, keep_asking

DURING_S = 6.0
ROUNDS = 7
TINY = "bench.servers.tiny"


@dataclass(frozen=True)
class Running:
    """A server that answers."""

    port: int
    process: psutil.Process
    computed: Path

    @property
    def workers(self) -> list[psutil.Process]:
        """The processes that answer: the children that live, or the process itself."""
        return [child for child in self.process.children() if _answers(child)] or [self.process]

    def memory_mb(self) -> float:
        """Megabytes of master and children together, shared pages counted once."""
        family = [self.process, *self.process.children(recursive=True)]
        return sum(p.memory_full_info().pss for p in family) / 1e6


@contextlib.contextmanager
def _running(name: str, app: str) -> Iterator[Running]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        computed = Path(folder) / "computed"
        computed.touch()
        process = subprocess.Popen(
            [sys.executable, "-m", "bench.servers.runners", name, str(port), app],
            env=os.environ | {"BENCH_COMPUTED": str(computed)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            asyncio.run(_until_it_answers(port, 60.0))
            yield Running(port, psutil.Process(process.pid), computed)
        finally:
            _end(process.pid)
            process.wait()


def _end(pid: int) -> None:
    family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    for member in family:
        with contextlib.suppress(psutil.NoSuchProcess):
            member.kill()


async def _until_it_answers(port: int, most_s: float) -> float:
    began = time.monotonic()
    while time.monotonic() - began < most_s:
        answers = Answers()
        await get(port, "/", answers, 1.0)
        if answers.statuses.get(200):
            return time.monotonic() - began
        await asyncio.sleep(0.05)
    raise TimeoutError


def _said(answers: Answers) -> str:
    worst = answers.quantile_ms(1.0)
    return f"{worst:.0f} ms" + (f", {answers.lost} lost" if answers.lost else "")


async def _with_crowd(server: Running, kind: str, size: int) -> str:
    async with Crowd(server.port, kind, size) as crowd:
        answers = await arrive(server.port, "/", 10, DURING_S)
        return _said(answers) + (f" ({len(crowd.closed_s)} closed)" if crowd.closed_s else "")


async def _closing(server: Running, kind: str) -> str:
    """How soon the server closes ten connections that go on for ever; it has 70 seconds."""
    async with Crowd(server.port, kind, 10) as crowd:
        until = time.monotonic() + 70
        while len(crowd.closed_s) < 10 and time.monotonic() < until:
            await asyncio.sleep(0.5)
        return f"{max(crowd.closed_s):.0f} s" if len(crowd.closed_s) == 10 else "never"


async def _closings(server: Running) -> str:
    after = await asyncio.gather(*(_closing(server, kind) for kind in Crowd.STARTS))
    return ", ".join(f"{kind} {told}" for kind, told in zip(Crowd.STARTS, after, strict=True))


async def _overload(server: Running) -> str:
    heavy, light = await asyncio.gather(
        arrive(server.port, "/heavy", 100, DURING_S, 10.0), arrive(server.port, "/", 10, DURING_S)
    )
    statuses = ", ".join(f"{n} x {code or 'lost'}" for code, n in sorted(heavy.statuses.items()))
    return f"{statuses}; p95 {heavy.quantile_ms(0.95):.0f} ms; light {_said(light)}"


async def _gone(server: Running) -> str:
    before = server.computed.stat().st_size
    await go_away(server.port, "/heavy", 100)
    await asyncio.sleep(4.0)
    return f"{server.computed.stat().st_size - before} of 100 computed"


async def _killed(server: Running) -> str:
    workers = server.workers
    load = asyncio.create_task(arrive(server.port, "/", 50, DURING_S))
    await asyncio.sleep(1.0)
    workers[0].kill()
    killed_at = time.monotonic()
    if workers[0] == server.process:
        await load
        return "nobody starts it again"
    while (
        len(set(server.workers) - {workers[0]}) < len(workers) and time.monotonic() - killed_at < 20
    ):
        await asyncio.sleep(0.02)
    back_s = time.monotonic() - killed_at
    return f"{(await load).lost} of 300 lost, another process after {back_s:.2f} s"


def _answers(child: psutil.Process) -> bool:
    try:
        return "resource_tracker" not in " ".join(child.cmdline())
    except (psutil.ZombieProcess, psutil.NoSuchProcess):
        return False


def measure(name: str, app: str) -> None:
    """Print a server's figures."""
    with _running(name, app) as server:
        ask = asyncio.run
        print(f"\n## {name}", flush=True)
        print(f"quiet: {_said(ask(arrive(server.port, '/', 10, 2.0)))} at worst", flush=True)
        print(f"memory together: {server.memory_mb():.0f} MB", flush=True)
        for kind, size in (("headers", 50), ("body", 50), ("silent", 200)):
            print(f"{size} x {kind}: {ask(_with_crowd(server, kind, size))}", flush=True)
        if app == TINY:
            print(f"overload: {ask(_overload(server))}", flush=True)
            print(f"gone: {ask(_gone(server))}", flush=True)
        print(f"closed after: {ask(_closings(server))}", flush=True)
        print(f"kill -9: {ask(_killed(server))}", flush=True)


def compare_throughput(names: list[str], app: str) -> None:
    """Print the throughput of `/` beside that of the first server, in rounds that take turns."""
    with contextlib.ExitStack() as stack:
        servers = {name: stack.enter_context(_running(name, app)) for name in names}
        rates = [
            {name: asyncio.run(keep_asking(s.port, "/", 16, 2.0)) for name, s in servers.items()}
            for _ in range(ROUNDS)
        ]
        for name, server in servers.items():
            ratio = median(each[name] / each[names[0]] for each in rates)
            rate = median(each[name] for each in rates)
            memory = server.memory_mb()
            print(f"{name}: {rate:.0f} a second, {ratio:.2f} of {names[0]}; {memory:.0f} MB")


def main() -> int:
    """Measure the servers that are asked for, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(RUNNERS))
    parser.add_argument("--app", default=TINY)
    parser.add_argument("--throughput", action="store_true", help="only the throughput of /")
    parsed = parser.parse_args()
    names = parsed.names or list(RUNNERS)
    if parsed.throughput:
        compare_throughput(names, parsed.app)
        return 0
    for name in names:
        try:
            measure(name, parsed.app)
        except TimeoutError:
            print(f"\n## {name}\ndoes not answer: is it installed?")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
