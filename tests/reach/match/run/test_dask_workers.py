"""The match on two real worker processes of Dask: one is killed, and nothing changes."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from jalon.core.errors import JalonError, RequestError
from jalon.reach import (
    MatchFolder,
    MatchQuestion,
    Network,
    PairWeeks,
    Progress,
    Request,
    TerritoryWeeks,
    cluster_at,
    match_people,
    weeks_on_cluster,
)
from jalon.reach.kernels.sentinels import CLOSED
from jalon.reach.match.run import dask_weeks as weeks_module
from jalon.reach.match.run import dask_workers as cluster_module
from jalon.reach.match.run.run import MatchJob
from jalon.reach.request.parse import parse_request
from tests.reach.asking import Asker
from tests.reach.desert import ask
from tests.reach.match.matching import cut_into, offers, same_tables

pytest.importorskip("distributed", reason="pip install 'jalon[cluster]'")
WITHIN_S = 60


class Workers:
    """A scheduler and two workers, each a process of its own, without a nanny to restart it."""

    def __init__(self, folder: Path, names: Sequence[str] = ("first", "second")) -> None:
        self.file = folder / "scheduler.json"
        here = ["--scheduler-file", str(self.file), "--no-dashboard"]
        scheduler = ["scheduler", "--host", "127.0.0.1", "--port", "0", *here]
        worker = ["worker", "--no-nanny", "--nthreads", "1", "--host", "127.0.0.1", *here]
        worker += ["--local-directory", str(folder)]
        named = ([*worker, "--name", name] for name in names)
        self.processes = [_dask(folder, *scheduler), *(_dask(folder, *one) for one in named)]

    @property
    def address(self) -> str:
        """The scheduler's address, once it has written it down."""
        until = time.monotonic() + WITHIN_S
        # The file is there before what is in it.
        while not self.file.exists() or not self.file.read_text().rstrip().endswith("}"):
            assert time.monotonic() < until, "the scheduler does not start"
            time.sleep(0.05)
        return str(json.loads(self.file.read_text())["address"])

    def stop(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait()


def _dask(folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    log = (folder / "dask.log").open("ab")
    with log:
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *arguments], stdout=log, stderr=log, cwd=folder
        )


@pytest.fixture
def workers(tmp_path: Path) -> Iterator[Workers]:
    folder = tmp_path / "dask"
    folder.mkdir()
    workers = Workers(folder)
    yield workers
    workers.stop()


@pytest.fixture
def network(tmp_path: Path) -> Network:
    return Asker(tmp_path).network()


@pytest.fixture
def request_() -> Request:
    return parse_request(ask() | {"offers": offers(40)})


def match(network: Network, asked: Request, out: Path, **more: Any) -> None:  # noqa: ANN401
    with cut_into(1):
        match_people(MatchQuestion(network, asked, 5), MatchFolder(out, {"of": "desert"}), **more)


class Killer:
    """Told of progress, stops a worker; kills it if it has parts to do, else lets it go on."""

    def __init__(self, client: Any, workers: Workers) -> None:  # noqa: ANN401
        self.client = client
        self.process = workers.processes[1]
        told = client.scheduler_info(n_workers=-1)["workers"]
        self.worker = next(address for address, one in told.items() if one["id"] == "first")
        self.told: list[int] = []
        self.lost: list[str] = []

    def __call__(self, progress: Progress) -> None:
        self.told.append(progress.done)
        if self.lost:
            return
        os.kill(self.process.pid, signal.SIGSTOP)
        # What the scheduler believes once all that was under way has reached it.
        time.sleep(0.1)
        self.lost = list(self.client.processing().get(self.worker, ()))
        os.kill(self.process.pid, signal.SIGKILL if self.lost else signal.SIGCONT)


def test_a_cluster_from_whole_to_gone(
    network: Network, request_: Request, tmp_path: Path, workers: Workers
) -> None:
    """One cluster for all: its processes take longer to start than to answer."""
    check_many_territories_side_by_side(tmp_path, workers)
    check_that_weeks_are_those_of_here(network, request_, tmp_path, workers)
    check_that_a_lost_worker_changes_nothing(network, request_, tmp_path, workers)
    check_that_a_scheduler_that_goes_away_is_told(network, request_, tmp_path, workers)


def check_that_weeks_are_those_of_here(
    network: Network, request: Request, tmp_path: Path, workers: Workers
) -> None:
    here = TerritoryWeeks.of(network, request)
    wanted = {int(o): w for offers, weeks in here.all() for o, w in by_offer(offers, weeks)}
    with cluster_at(workers.address) as cluster, pytest.MonkeyPatch.context() as patch:
        patch.setattr(weeks_module, "PART_OFFERS", 7)
        cluster.client.wait_for_workers(2, timeout=WITHIN_S)
        there = weeks_on_cluster(cluster.of_network(tmp_path / "net"), network, request)
        parts = list(there)
    assert len(parts) == 6
    assert {int(o): w for offers, weeks in parts for o, w in by_offer(offers, weeks)} == wanted
    assert len(wanted) == 40
    assert any(held for week in wanted.values() for held, *_ in week)


def by_offer(offers: Any, weeks: PairWeeks) -> Iterator[tuple[int, list[tuple[int, ...]]]]:  # noqa: ANN401
    for column, offer in enumerate(offers):
        told = zip(*(values[:, column].tolist() for values in weeks), strict=True)
        # What is told beside a week that does not hold means nothing.
        yield offer, [(True, *week) if week[0] < CLOSED else (False,) for week in told]


def check_that_a_lost_worker_changes_nothing(
    network: Network, request: Request, tmp_path: Path, workers: Workers
) -> None:
    match(network, request, tmp_path / "here")
    with cluster_at(workers.address) as cluster:
        cluster.client.wait_for_workers(2, timeout=WITHIN_S)
        killer = Killer(cluster.client, workers)
        there = cluster.of_network(tmp_path / "net")
        match(network, request, tmp_path / "there", tell=killer, workers=there)
    assert killer.lost != []
    assert killer.process.wait() == -signal.SIGKILL
    assert killer.told == list(range(1, 41))
    assert same_tables(tmp_path / "here", tmp_path / "there")


def check_many_territories_side_by_side(folder: Path, workers: Workers) -> None:
    from jalon.cli import main

    tmp_path = folder / "territories"
    tmp_path.mkdir()
    Asker(tmp_path).network()
    rows = {"people": ask()["people"], "offers": offers(12)}
    for name, items in rows.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(items))
    (tmp_path / "fewer.json").write_text(json.dumps(rows["offers"][:5]))
    files = {"network": "net", "people": "people.json"}
    territories = [
        {"name": "whole", **files, "offers": "offers.json"},
        {"name": "fewer", **files, "offers": "fewer.json"},
    ]
    (tmp_path / "all.json").write_text(json.dumps(territories))
    command = ["reach", "match", "--territories", str(tmp_path / "all.json")]
    command += ["--monday", "2026-11-23", "--json", "--out"]
    assert main([*command, str(tmp_path / "here")]) == 0
    assert main([*command, str(tmp_path / "there"), "--scheduler", workers.address]) == 0
    for name in ("whole", "fewer"):
        assert same_tables(tmp_path / "here" / name, tmp_path / "there" / name)


def test_a_worker_that_sees_another_network_says_so(
    network: Network, request_: Request, tmp_path: Path
) -> None:
    job = MatchJob.of(MatchQuestion(network, request_, 5))
    nobody: Any = None
    workers = cluster_module.ClusterWorkers(nobody, tmp_path / "net")
    asked = workers.pack(network, request_, (), 5)
    assert cluster_module.run_part(asked, 0, job.parts[0]).part == 0
    with pytest.raises(RequestError, match="another network"):
        cluster_module.run_part(asked._replace(built="arrays-0"), 0, job.parts[0])
    with pytest.raises(RequestError, match="the same version everywhere"):
        cluster_module.run_part(asked._replace(version="0.0"), 0, job.parts[0])


class _NothingDone:
    """As Dask says it of parts that nobody does."""

    def is_empty(self) -> bool:
        return False

    def has_ready(self) -> bool:
        return False


def test_parts_that_nobody_is_left_to_do_are_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looks: list[int] = []

    def addresses(client: Any) -> list[str]:  # noqa: ANN401
        looks.append(len(looks))
        if len(looks) > 2:
            raise JalonError("all lost")
        return ["a worker that takes its time"]

    monkeypatch.setattr(cluster_module, "ALONE_WITHIN_S", 0)
    monkeypatch.setattr(cluster_module, "_addresses", addresses)
    nobody: Any = None
    with pytest.raises(JalonError, match="all lost"):
        next(cluster_module._each(_NothingDone(), nobody))
    assert len(looks) == 3


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense://there", "127.0.0.1:1"])
def test_an_address_that_does_not_answer(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_module, "ANSWERS_WITHIN_S", 1)
    with pytest.raises(RequestError, match=f"No scheduler answers at {re.escape(address)}"):  # noqa: SIM117
        with cluster_at(address):
            pass


def test_a_scheduler_without_a_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = Workers(tmp_path, names=())
    try:
        address = alone.address
        monkeypatch.setattr(cluster_module, "ANSWERS_WITHIN_S", 2)
        with pytest.raises(RequestError, match="has no worker: start some"), cluster_at(address):
            pass
    finally:
        alone.stop()


def check_that_a_scheduler_that_goes_away_is_told(
    network: Network, request: Request, tmp_path: Path, workers: Workers
) -> None:
    """The worker that is left and the scheduler go, after the first part."""

    def stop(_: Progress) -> None:
        for process in workers.processes:
            process.kill()

    with cluster_at(workers.address) as cluster:
        there = cluster.of_network(tmp_path / "net")
        with pytest.raises(JalonError, match="give the same command again"):
            match(network, request, tmp_path / "out", tell=stop, workers=there)
