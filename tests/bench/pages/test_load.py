"""The load against a server of ten lines: what is late, cut, refused or silent is told as it is."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Awaitable, Callable

import pytest

from bench.pages.browser import Browser, Page
from bench.pages.figures import Outcome
from bench.pages.load import Idlers, ask_on_time

Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
LIST = Page("lists", "/mes-offres/", "key")
FORM = Page("changes", "/mon-profil/deplacements/", "key", (("bicycle", "on"),))
HTML = b"<html>se pr\xc3\xa9pare</html>"


def plain(status: str, body: bytes = b"", *headers: str) -> bytes:
    length = f"Content-Length: {len(body)}"
    return "\r\n".join([f"HTTP/1.1 {status}", length, *headers, "", ""]).encode() + body


def chunked(body: bytes) -> bytes:
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n"
    small = gzip.compress(body, mtime=0)
    parts = (small[:10], small[10:])
    return head + b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


async def serve(answer: Answer) -> tuple[asyncio.Server, int]:
    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    return server, server.sockets[0].getsockname()[1]


def asked(page: Page, answer: bytes, *, words: str = "") -> tuple[Outcome, bytes]:
    """What became of a page that was answered so, and what the server was sent."""
    sent = b""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        sent = await reader.readuntil(b"\r\n\r\n")
        sent += await reader.read(1000) if page.form is not None else b""
        writer.write(answer)
        writer.close()

    async def run() -> Outcome:
        server, port = await serve(handle)
        async with server:
            browser = Browser("127.0.0.1", port, 5.0, words)
            return await browser.ask(page, 0.0, asyncio.get_running_loop().time())

    return asyncio.run(run()), sent


@pytest.mark.parametrize(
    ("page", "answer", "failure"),
    [
        (LIST, plain("200 OK", HTML), ""),
        (LIST, chunked(HTML), ""),
        (LIST, plain("200 OK", HTML[:-3]), "cut"),
        (LIST, chunked(HTML)[:-20], "cut"),
        (LIST, b"HTTP/1.1 200 OK\r\n", "cut"),
        (LIST, b"", "reset"),
        (LIST, plain("503 Service Unavailable", HTML), "503"),
        (LIST, plain("302 Found", b"", "Location: /"), "signed out"),
        (LIST, plain("302 Found", b"", "Location: /mes-droits/questions/foyer/"), ""),
        (FORM, plain("302 Found", b"", "Location: /mon-profil/"), ""),
        (FORM, plain("302 Found", b"", "Location: /"), "signed out"),
        (FORM, plain("200 OK", HTML), "200"),
    ],
)
def test_an_answer_is_the_page_or_a_failure_by_its_kind(
    page: Page, answer: bytes, failure: str
) -> None:
    outcome, sent = asked(page, answer)
    assert outcome.failure == failure
    assert b"sessionid=key" in sent
    if page.form is not None:
        assert sent.startswith(b"POST ")
        assert sent.endswith(b"&bicycle=on")


def test_words_are_looked_for_in_the_page() -> None:
    assert asked(LIST, chunked(HTML), words="se prépare")[0].says
    assert not asked(LIST, chunked(HTML), words="tenable")[0].says


def test_nobody_waits_for_a_site_that_stands_still() -> None:
    """Ten requests leave on time though none comes back, and each is late by its own patience."""
    arrived: list[float] = []

    async def never(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        arrived.append(asyncio.get_running_loop().time())
        await reader.read()
        writer.close()

    async def run() -> tuple[float, list[Outcome]]:
        outcomes: list[Outcome] = []
        server, port = await serve(never)
        async with server:
            began = asyncio.get_running_loop().time()
            dues = [rank * 0.02 for rank in range(10)]
            browser = Browser("127.0.0.1", port, 0.5)
            await ask_on_time(browser, dues, [LIST] * 10, began, outcomes.append)
        return began, outcomes

    began, outcomes = asyncio.run(run())
    assert [outcome.failure for outcome in outcomes] == ["timeout"] * 10
    assert len(arrived) == 10
    # All left before the first gave up.
    assert max(arrived) - began < 0.5
    assert all(outcome.taken_s >= 0.49 for outcome in outcomes)
    assert all(0 <= outcome.late_s < 0.3 for outcome in outcomes)


def test_a_closed_port_refuses() -> None:
    async def run() -> Outcome:
        server, port = await serve(lambda reader, writer: asyncio.sleep(0))
        server.close()
        await server.wait_closed()
        return await Browser("127.0.0.1", port, 1.0).ask(
            LIST, 0.0, asyncio.get_running_loop().time()
        )

    assert asyncio.run(run()).failure == "refused"


def test_idlers_send_a_line_now_and_then_or_nothing_until_they_are_closed() -> None:
    got: list[bytes] = []

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(0.3):
                got.append(await reader.read(1000) + await reader.read(1000))
        except TimeoutError:
            got.append(b"")
        writer.close()

    async def run() -> dict[str, int]:
        server, port = await serve(listen)
        async with server:
            idlers = Idlers("127.0.0.1", port)
            held = asyncio.create_task(idlers.hold(2, 3, every_s=0.05))
            await asyncio.sleep(0.6)
            held.cancel()
            await asyncio.gather(held, return_exceptions=True)
            return dict(idlers.counts)

    counts = asyncio.run(run())
    assert counts == {
        "slow opened": 2,
        "silent opened": 3,
        "slow closed by the site": 2,
        "silent closed by the site": 3,
    }
    assert sorted(line.endswith(b"X-Slow: 1\r\n") for line in got) == [False] * 3 + [True] * 2
