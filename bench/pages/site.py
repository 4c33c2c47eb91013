"""The site that is measured: prepared in a folder of its own, served on a free port, stopped."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bench.pages.browser import Browser, Page
from bench.pages.schedule import HOME

STEPS = (["migrate"], ["collect-static"], ["build-timetable"])
STOP_S = 30.0
_REBUILD = "import sys; from pathlib import Path; from jalon.demo.network import build_demo_network"


class Site:
    """The processes of one folder, which stays."""

    host = "127.0.0.1"

    def __init__(self, home: Path) -> None:
        self.home = home
        with socket.create_server((self.host, 0)) as free:
            self.port: int = free.getsockname()[1]
        self._environment = os.environ | {
            "JALON_HOME": str(home),
            "JALON_DEMO": "1",
            "DATABASE_URL": "",
        }
        self._served: subprocess.Popen[bytes] | None = None
        self._works: subprocess.Popen[bytes] | None = None

    def prepare(self, size: str) -> None:
        """The database, the static files, the timetable and a territory; what is there stays."""
        for step in (*STEPS, ["seed", "--scale", size]):
            began = time.monotonic()
            done = subprocess.run(self._command(*step), env=self._environment, check=False)
            if done.returncode:
                # The command has said why.
                raise SystemExit(done.returncode)
            _say(f"{' '.join(step)} {time.monotonic() - began:.1f} s")

    def start(self) -> None:
        """Starts the server, and the worker where there is one; returns at once."""
        if _has_worker():
            self._works = self._run("work")
        self._served = self._run("serve", "--host", self.host, "--port", str(self.port))

    def stop(self) -> None:
        """Stops both, as a service does."""
        for process in (self._served, self._works):
            if process is not None and process.poll() is None:
                process.send_signal(signal.SIGTERM)
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(STOP_S)
                if process.poll() is None:
                    process.kill()
                    process.wait()

    def stop_database(self) -> None:
        """Stops the database of a folder that is thrown away."""
        subprocess.run(self._command("stop"), env=self._environment, check=True)

    def web_pids(self) -> list[int]:
        """The process that was started to serve; its workers are under it."""
        return [self._served.pid] if self._served else []

    def work_pids(self) -> list[int]:
        """The process of the worker; none where there is none."""
        return [self._works.pid] if self._works else []

    async def rebuild_network(self) -> float:
        """Builds the network again, from the same facts, under a new name; seconds it took."""
        began = time.monotonic()
        code = f"{_REBUILD}; build_demo_network(Path(sys.argv[1]))"
        command = [sys.executable, "-c", code, str(self.home / "network")]
        process = await asyncio.create_subprocess_exec(*command, env=self._environment)
        if await process.wait():
            raise RuntimeError("the network was not built again")
        return time.monotonic() - began

    def _run(self, *words: str) -> subprocess.Popen[bytes]:
        with (self.home / f"bench-{words[0]}.log").open("ab") as log:
            return subprocess.Popen(
                self._command(*words), env=self._environment, stdout=log, stderr=log
            )

    def _command(self, *words: str) -> Sequence[str]:
        return [sys.executable, "-m", "jalon.cli", "site", *words]


async def first_answer_s(host: str, port: int, most_s: float = 300.0) -> float:
    """Seconds until the first page is answered; TimeoutError after `most_s`."""
    loop = asyncio.get_running_loop()
    began, browser = loop.time(), Browser(host, port, most_s)
    while loop.time() - began < most_s:
        outcome = await browser.ask(Page(HOME, "/"), 0.0, loop.time())
        if not outcome.failure:
            return loop.time() - began
        await asyncio.sleep(0.1)
    raise TimeoutError(f"nothing answers at {host}:{port} after {most_s:.0f} s")


def _has_worker() -> bool:
    done = subprocess.run(
        [sys.executable, "-m", "jalon.cli", "site", "work", "--help"],
        capture_output=True,
        check=False,
    )
    return done.returncode == 0


def _say(words: str) -> None:
    print(f"  {words}", file=sys.stderr, flush=True)
