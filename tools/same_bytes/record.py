# ruff: noqa: S603
"""Records what one checkout answers: every command, and every page of its demo.

    python tools/same_bytes/record.py --checkout DIR --python DIR/.venv/bin/python --out OUT

Only what is stable between two checkouts is used: the command line and the addresses of pages.
`compare.py A B` then says what differs. The clock stands at 2026-11-30 10:00 in Paris.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from crawl import record_pages
from runner import Runner, environment
from verbs import PARTS
from visitor import Idle, Site

NOW = "2026-11-30T09:00:00+00:00"
_VERBS = ("migrate", "collect-static", "build-timetable", "seed", "warm")


def main() -> None:
    """Record, and say how long it took."""
    parsed = _arguments()
    for part in parsed.only or (*PARTS, "pages"):
        began = time.monotonic()
        _record(part, parsed)
        print(f"{part}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)


def _record(part: str, parsed: argparse.Namespace) -> None:
    """One part, into its own folder of `out`, in the place of what was there."""
    out = parsed.out / part
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    folder = Path(tempfile.mkdtemp(prefix="same-"))
    folder.chmod(0o711)  # the embedded database runs as another user where we are root
    work, home = folder / "work", folder / "home"
    for one in (work, home):
        one.mkdir()
        one.chmod(0o711)
    env = environment(parsed.checkout, home, parsed.clock, NOW)
    _same_checkout(parsed.python, parsed.checkout, env)
    runner = Runner(parsed.python, work, out, env)
    try:
        if part == "pages":
            _pages(runner, parsed)
        else:
            PARTS[part](runner, parsed.data)
        if (work / "inputs").exists():
            shutil.copytree(work / "inputs", out / "inputs")
    finally:
        if part == "pages":
            subprocess.run(
                [parsed.python, "-m", "jalon.cli", "site", "stop"],
                cwd=work, env=env, check=False, capture_output=True,
            )  # fmt: skip
        shutil.rmtree(folder, ignore_errors=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkout", type=lambda text: Path(text).resolve(), required=True)
    parser.add_argument("--python", type=Path, required=True)
    parser.add_argument("--out", type=lambda text: Path(text).resolve(), required=True)
    parser.add_argument(
        "--data", type=lambda text: Path(text).resolve(), required=True, help="the real feeds"
    )
    parser.add_argument(
        "--clock",
        type=lambda text: Path(text).resolve(),
        required=True,
        help="pip install --target of time-machine",
    )
    parser.add_argument("--only", nargs="*", default=[], choices=(*PARTS, "pages"))
    parser.add_argument(
        "--offers-first", type=int, default=400, help="pages of offers of the first account"
    )
    parser.add_argument("--offers-others", type=int, default=60, help="and of each other one")
    parsed = parser.parse_args()
    # Not resolved: a link to a Python is an environment.
    parsed.python = Path.cwd() / parsed.python
    return parsed


def _same_checkout(python: Path, checkout: Path, env: dict[str, str]) -> None:
    """The environment must be the one of the checkout."""
    code = "import jalon.cli, sys; sys.stdout.write(jalon.cli.__file__)"
    found = subprocess.run(
        [python, "-c", code], env=env, capture_output=True, text=True, check=True, cwd="/"
    )
    if not Path(found.stdout).resolve().is_relative_to(checkout):
        sys.exit(f"{python} runs {found.stdout}, which is not in {checkout}")


def _pages(runner: Runner, parsed: argparse.Namespace) -> None:
    for verb in _VERBS:
        runner.run(f"site-{verb}", "site", verb)
    runner.run("site-audit-empty", "site", "audit")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = (parsed.out.parent / f"{parsed.out.name}.server.log").open("w")
    server = subprocess.Popen(
        [str(runner.python), "-m", "jalon.cli", "site", "serve", "--port", str(port)],
        cwd=runner.work, env=runner.env | {"JALON_DEMO": "1"}, stdout=log, stderr=log,
    )  # fmt: skip
    try:
        _wait(port)
        idle = Idle(server.pid)
        time.sleep(3)
        idle.wait()
        site = Site(port, runner.out, idle)
        record_pages(site, offers_first=parsed.offers_first, offers_others=parsed.offers_others)
        told = runner.run("site-audit", "site", "audit")
        mark = told.split()[-1] if told.split() else "1:" + "0" * 64
        runner.run("site-audit-known", "site", "audit", "--known", mark)
        runner.run("site-audit-other", "site", "audit", "--known", "1:" + "0" * 64)
        print(f"{site.count} answers of pages", file=sys.stderr)
    finally:
        server.terminate()
        server.wait(60)
        log.close()


def _wait(port: int) -> None:
    until = time.monotonic() + 180
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    sys.exit("the server does not answer")


if __name__ == "__main__":
    main()
