"""One request as a browser sends it, over a connection of its own, and what came of it."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from dataclasses import dataclass
from urllib.parse import urlencode

from bench.pages.figures import Outcome

HOME_PATH = "/"
_END = b"</html>"
_CSRF = "c" * 32


@dataclass(frozen=True, slots=True)
class Page:
    """A page to ask for. `session` is empty for a visitor who has not entered.

    `form` is what is sent by POST; None asks by GET.
    """

    kind: str
    path: str
    session: str = ""
    form: tuple[tuple[str, str], ...] | None = None


@dataclass(frozen=True, slots=True)
class Browser:
    """Asks one host, and waits for an answer `patience_s` at most. `words` are looked for in it."""

    host: str
    port: int
    patience_s: float
    words: str = ""

    async def ask(self, page: Page, due_s: float, began: float) -> Outcome:
        """The outcome of a page that had to leave `due_s` after `began` (the loop's clock)."""
        loop, says, failure = asyncio.get_running_loop(), False, ""
        late_s = loop.time() - began - due_s
        try:
            async with asyncio.timeout_at(began + due_s + self.patience_s):
                says = self._check(page, await self._exchange(page))
        except TimeoutError:
            failure = "timeout"
        except ConnectionRefusedError:
            failure = "refused"
        except OSError:
            failure = "reset"
        except FailedAnswer as why:
            failure = str(why)
        return Outcome(page.kind, due_s, loop.time() - began - due_s, failure, says, late_s)

    async def _exchange(self, page: Page) -> bytes:
        reader, writer = await asyncio.open_connection(self.host, self.port)
        try:
            writer.write(self._request(page))
            await writer.drain()
            return await reader.read(-1)
        finally:
            writer.close()

    def _request(self, page: Page) -> bytes:
        cookies = [f"csrftoken={_CSRF}"] if page.form is not None else []
        cookies += [f"sessionid={page.session}"] if page.session else []
        lines = [
            f"{'GET' if page.form is None else 'POST'} {page.path} HTTP/1.1",
            f"Host: {self.host}:{self.port}",
            "Accept: text/html",
            "Accept-Encoding: gzip",
            "Connection: close",
            *([f"Cookie: {'; '.join(cookies)}"] if cookies else []),
        ]
        body = b""
        if page.form is not None:
            body = urlencode([("csrfmiddlewaretoken", _CSRF), *page.form]).encode()
            lines += ["Content-Type: application/x-www-form-urlencoded"]
            lines += [f"Content-Length: {len(body)}"]
        return "\r\n".join([*lines, "", ""]).encode() + body

    def _check(self, page: Page, answer: bytes) -> bool:
        """Whether the answer has the words; FailedAnswer where it is not the page asked for."""
        head, whole, body = answer.partition(b"\r\n\r\n")
        if not whole:
            raise FailedAnswer("reset" if not head else "cut")
        status, headers = _read_head(head)
        if status in (301, 302, 303) and (page.form is not None or page.session):
            # A page of a person sends who is signed out to the first page; a form ends in another.
            if headers.get("location") == HOME_PATH:
                raise FailedAnswer("signed out")
            return False
        if status != 200 or page.form is not None:
            raise FailedAnswer(str(status))
        text = _plain(body, headers)
        if _END not in text:
            raise FailedAnswer("cut")
        return bool(self.words) and self.words.encode() in text


class FailedAnswer(Exception):  # noqa: N818 - what came back, not an error of ours
    """An answer that is not the page; its text is the kind of failure."""


def _read_head(head: bytes) -> tuple[int, dict[str, str]]:
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {}
    for line in lines:
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    return int(first.split(" ")[1]), headers


def _plain(body: bytes, headers: dict[str, str]) -> bytes:
    """The page as it was written; what ends early gives what there is of it."""
    if headers.get("transfer-encoding", "").lower() == "chunked":
        body = _unchunked(body)
    if headers.get("content-encoding") != "gzip":
        return body
    try:
        return gzip.decompress(body)
    except (EOFError, OSError, zlib.error):
        return b""


def _unchunked(body: bytes) -> bytes:
    parts, rest = [], body
    while rest:
        size_text, _, rest = rest.partition(b"\r\n")
        size = int(size_text.split(b";")[0] or b"0", 16)
        if not size:
            break
        parts.append(rest[:size])
        rest = rest[size + 2 :]
    return b"".join(parts)
