"""What the processes of the site hold in memory, looked at now and then."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterable

import psutil

from bench.pages.figures import MemorySample

EVERY_S = 10.0
MB = 1 << 20


def family(pids: Iterable[int]) -> list[psutil.Process]:
    """The processes of these numbers and all under them, each once."""
    found: dict[int, psutil.Process] = {}
    for pid in pids:
        with contextlib.suppress(psutil.NoSuchProcess):
            root = psutil.Process(pid)
            found |= {one.pid: one for one in (root, *root.children(recursive=True))}
    return list(found.values())


def listeners(port: int) -> list[int]:
    """The processes that listen on a port of this machine."""
    held = psutil.net_connections("tcp")
    return sorted(
        {
            one.pid
            for one in held
            if one.pid and one.status == psutil.CONN_LISTEN and one.laddr[1:] == (port,)
        }
    )


def measure(processes: Iterable[psutil.Process], at_s: float) -> MemorySample:
    """Their memory together: PSS shares out what several have in common, RSS counts all of it."""
    rss, pss, count = 0, 0, 0
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess, psutil.AccessDenied):
            full = process.memory_full_info()
            rss, pss, count = rss + full.rss, pss + full.pss, count + 1
    return MemorySample(at_s, rss / MB, pss / MB, count)


async def watch(
    pids: Callable[[], Iterable[int]], began: float, keep: Callable[[MemorySample], None]
) -> None:
    """Measures the family of `pids` each ten seconds, until it is cancelled."""
    loop = asyncio.get_running_loop()
    while True:
        at_s = loop.time() - began
        keep(await asyncio.to_thread(_measure_family, pids, at_s))
        await asyncio.sleep(EVERY_S)


def _measure_family(pids: Callable[[], Iterable[int]], at_s: float) -> MemorySample:
    return measure(family(pids()), at_s)
