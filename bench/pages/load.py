"""The load: pages that leave on time, and connections that are slow or say nothing."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from bench.pages.browser import Browser, Page
from bench.pages.figures import Outcome

HEADER_EVERY_S = 8.0
"""How often a slow connection sends a line of its headers."""
AGAIN_S = 1.0
"""How long a connection that was closed waits before it is opened again."""


async def ask_on_time(
    browser: Browser,
    dues_s: Sequence[float],
    pages: Iterable[Page],
    began: float,
    tell: Callable[[Outcome], None],
) -> None:
    """Asks each page at its time after `began`, and waits for the last answers.

    None waits for another: who is late when it leaves shows it in its time.
    """
    loop = asyncio.get_running_loop()

    async def ask(page: Page, due_s: float) -> None:
        tell(await browser.ask(page, due_s, began))

    async with asyncio.TaskGroup() as under_way:
        for due_s, page in zip(dues_s, pages, strict=True):
            await asyncio.sleep(max(0.0, began + due_s - loop.time()))
            under_way.create_task(ask(page, due_s))


class Idlers:
    """Connections that take a place and ask for nothing; opened again when they are closed.

    `counts` says how often they were opened, closed by the site, and not let in.
    """

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self.counts: Counter[str] = Counter()

    async def hold(self, slow: int, silent: int, every_s: float = HEADER_EVERY_S) -> None:
        """Holds `slow` connections that send a header line now and then, and `silent` ones.

        Until it is cancelled.
        """
        async with asyncio.TaskGroup() as held:
            for rank in range(slow + silent):
                held.create_task(self._hold_one("slow" if rank < slow else "silent", every_s))

    async def _hold_one(self, name: str, every_s: float) -> None:
        while True:
            try:
                reader, writer = await asyncio.open_connection(self._host, self._port)
            except OSError:
                self.counts[f"{name} not let in"] += 1
            else:
                self.counts[f"{name} opened"] += 1
                try:
                    await self._dawdle(name, reader, writer, every_s)
                    self.counts[f"{name} closed by the site"] += 1
                finally:
                    writer.close()
            await asyncio.sleep(AGAIN_S)

    async def _dawdle(
        self,
        name: str,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        every_s: float,
    ) -> None:
        """Until the site closes or answers."""
        if name == "slow":
            writer.write(b"GET / HTTP/1.1\r\nHost: localhost\r\n")
        while True:
            try:
                async with asyncio.timeout(every_s):
                    await reader.read(1)
                    return
            except TimeoutError:
                if name == "slow":
                    writer.write(b"X-Slow: 1\r\n")
            except OSError:
                return
