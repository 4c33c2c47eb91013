# ruff: noqa: D102
"""A browser without a window: cookies, forms, links; and each answer written to a file."""

from __future__ import annotations

import hashlib
import html
import http.client
import re
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urljoin, urlsplit

_TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]+')
_ADDRESS = re.compile(r'(?:href|src|action)="([^"]*)"')
_COOKIE = re.compile(r"^([^=;]+)=([^;]*)")
_MASK = "MASKED"


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name), "")


class Idle:
    """Waits until no thread of the server's processes runs: nothing is computed beside a page."""

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def wait(self, most_s: float = 300.0) -> None:
        until, quiet = time.monotonic() + most_s, 0
        while quiet < 4:
            quiet = 0 if self._runs() else quiet + 1
            if time.monotonic() > until:
                raise SystemExit("the server never came to rest")
            time.sleep(0.008)

    def _runs(self) -> bool:
        return any(self._state(stat) == "R" for pid in self._family() for stat in _stats(pid))

    def _family(self) -> list[int]:
        found = [self.pid]
        for children in Path(f"/proc/{self.pid}/task").glob("*/children"):
            found += [int(pid) for pid in children.read_text().split()]
        return found

    @staticmethod
    def _state(stat: Path) -> str:
        try:
            return stat.read_text().rpartition(")")[2].split()[0]
        except OSError:
            return "X"


def _stats(pid: int) -> list[Path]:
    return list(Path(f"/proc/{pid}/task").glob("*/stat"))


@dataclass
class Site:
    """Where the server answers, and where answers are written."""

    port: int
    out: Path
    idle: Idle
    assets: set[str] = field(default_factory=set)
    count: int = 0

    def write(self, scene: str, request: str, answer: Answer) -> None:
        """One file: the request, the status, the headers, the body with its tokens masked."""
        self.count += 1
        lines = [request, f"status {answer.status}"]
        lines += sorted(f"{name}: {_header(name, value)}" for name, value in answer.headers)
        if answer.header("content-type").startswith("text/html"):
            body = _TOKEN.sub(rf"\1{_MASK}", answer.text)
        else:
            body = f"sha256 {hashlib.sha256(answer.body).hexdigest()}"
        folder = self.out / scene
        folder.mkdir(parents=True, exist_ok=True)
        number = sum(1 for _ in folder.iterdir())
        name = re.sub(r"[^A-Za-z0-9=_]+", "-", request)[:90].strip("-")
        (folder / f"{number:04}-{name}.txt").write_text("\n".join([*lines, "", body]), "utf-8")


def _header(name: str, value: str) -> str:
    if name.lower() == "set-cookie":
        value = _COOKIE.sub(lambda found: f"{found[1]}={_MASK if found[2] else ''}", value)
    # A static file was written when the files were gathered: its size stays told.
    if name.lower() == "last-modified":
        return _MASK
    if name.lower() == "etag":
        return re.sub(r'^"[0-9a-f]+-', f'"{_MASK}-', value)
    return value


class Visitor:
    """One browser."""

    def __init__(self, site: Site, scene: str) -> None:
        self.site, self.scene = site, scene
        self.cookies: dict[str, str] = {}
        self.csrf = ""
        self.page = Answer(0, [], b"")
        self.path = "/"

    def get(self, path: str, *, once: bool = False, method: str = "GET") -> Answer:
        """Fetch and record. Twice, with the server at rest between, unless `once`: what is computed
        beside a page is then there, however slow the machine is.
        """
        path = self._local(path)
        answer = self._send(method, path)
        if not once:
            self.site.idle.wait()
            answer = self._send(method, path)
        return self._keep(f"{method} {path}", path, answer)

    def post(
        self, path: str, fields: dict[str, str], *, token: bool = True, twice: bool = False
    ) -> Answer:
        """Send a form and record the answer (not what it leads to)."""
        path = self._local(path)
        sent = ({"csrfmiddlewaretoken": self.csrf} if token else {}) | fields
        answer = self._send("POST", path, sent)
        if twice:
            self.site.idle.wait()
            answer = self._send("POST", path, sent)
        return self._keep(f"POST {path} {urlencode(fields)}", path, answer)

    def post_follow(self, path: str, fields: dict[str, str]) -> Answer:
        """Send a form, and look at where it leads."""
        answer = self.post(path, fields)
        if answer.status in (301, 302):
            return self.get(answer.header("location"), once=True)
        return answer

    def enter(self, account: str, path: str = "/entrer/") -> Answer:
        """Enter with a demo account."""
        self.get("/", once=True)
        return self.post(path, {"compte": account})

    def links(self) -> list[str]:
        """Addresses of this site on the page, in their order."""
        found: list[str] = []
        for raw in _ADDRESS.findall(self.page.text):
            address = urljoin(f"http://here{self.path}", html.unescape(raw)).partition("#")[0]
            parts = urlsplit(address)
            if parts.netloc == "here":
                found.append(parts.path + (f"?{parts.query}" if parts.query else ""))
        return list(dict.fromkeys(found))

    def _local(self, path: str) -> str:
        parts = urlsplit(urljoin(f"http://here{self.path}", path))
        return parts.path + (f"?{parts.query}" if parts.query else "")

    def _keep(self, request: str, path: str, answer: Answer) -> Answer:
        self.site.write(self.scene, request, answer)
        if answer.header("content-type").startswith("text/html") and answer.body:
            self.page, self.path = answer, path
            if found := re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', answer.text):
                self.csrf = found[1]
            self.site.assets.update(one for one in self.links() if one.startswith("/static/"))
        return answer

    def _send(self, method: str, path: str, fields: dict[str, str] | None = None) -> Answer:
        link = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=300)
        headers = {"Connection": "close", "Accept-Encoding": "identity"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        body = None
        if fields is not None:
            body = urlencode(fields)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Referer"] = f"http://127.0.0.1:{self.site.port}{path}"
        headers["Host"] = f"127.0.0.1:{self.site.port}"
        link.request(method, path, body, headers)
        raw = link.getresponse()
        answer = Answer(raw.status, raw.getheaders(), raw.read())
        link.close()
        for name, value in answer.headers:
            if name.lower() == "set-cookie" and (found := _COOKIE.match(value)):
                if found[2].strip('"'):
                    self.cookies[found[1]] = found[2]
                else:
                    self.cookies.pop(found[1], None)
        return answer
