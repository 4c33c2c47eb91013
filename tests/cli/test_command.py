"""The command itself: help, one sentence when it fails, exit codes."""

from __future__ import annotations

import argparse
import importlib
import os
import subprocess
import sys
from collections.abc import Callable
from typing import NoReturn

import pytest

from jalon import __version__
from jalon.cli import NOUNS, build_parser, main
from jalon.cli.failures import run_and_tell
from jalon.core.errors import JalonError, RequestError


def _raise(error: BaseException) -> Callable[[], NoReturn]:
    def command() -> NoReturn:
        raise error

    return command


def test_help_names_every_noun_and_imports_no_room() -> None:
    program = (
        "import sys; from jalon.cli import main\n"
        "try: main(['--help'])\n"
        "finally: print(sorted(m for m in sys.modules if m in "
        "{'django', 'numpy', 'numba', 'psycopg', 'jalon.cli.site', 'jalon.cli.reach'}))"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert all(f"\n    {noun} " in done.stdout for noun in NOUNS)
    assert done.stdout.endswith("[]\n")


@pytest.mark.parametrize("noun", NOUNS)
def test_each_noun_has_its_module_and_every_verb_runs_something(noun: str) -> None:
    assert importlib.import_module(f"jalon.cli.{noun}").add_parser
    parser = build_parser([noun])
    nouns = next(a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    verbs = next(
        a for a in nouns.choices[noun]._actions if isinstance(a, argparse._SubParsersAction)
    )
    assert verbs.choices
    assert all(callable(verb.get_default("run")) for verb in verbs.choices.values())


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--version"])
    assert left.value.code == 0
    assert capsys.readouterr().out == f"jalon {__version__}\n"


@pytest.mark.parametrize(
    "arguments", [[], ["nothing"], ["site"], ["site", "nothing"], ["site", "serve", "--port", "0"]]
)
def test_a_wrong_command_is_one_sentence(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("jalon")
    assert said.err.endswith(" --help.\n")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    ("error", "code", "sentence"),
    [
        (RequestError("people[0].home.lat is missing."), 2, "people[0].home.lat is missing."),
        (JalonError("The disk is full."), 1, "The disk is full."),
        (
            ValueError("odd\nDETAIL: Key (name)=(Yasmina)"),
            1,
            "Jalon failed: ValueError: odd. With JALON_DEBUG=1 it tells where.",
        ),
    ],
)
def test_failures_are_one_sentence(
    error: Exception,
    code: int,
    sentence: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("JALON_DEBUG", raising=False)
    assert run_and_tell(_raise(error)) == code
    assert capsys.readouterr() == ("", f"jalon: {sentence}\n")


def test_a_failure_tells_where_when_it_is_asked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JALON_DEBUG", "1")
    assert run_and_tell(_raise(ValueError("odd"))) == 1
    assert "Traceback" in capsys.readouterr().err


def test_ctrl_c_is_silent(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_and_tell(_raise(KeyboardInterrupt())) == 130
    assert capsys.readouterr() == ("", "")


def test_a_reader_that_leaves_is_no_failure() -> None:
    program = (
        "import sys; from jalon.cli.failures import run_and_tell\n"
        "def command():\n"
        "    for _ in range(100_000): print('{}' * 10)\n"
        "    return 0\n"
        "sys.exit(run_and_tell(command))"
    )
    read, write = os.pipe()
    started = subprocess.Popen(
        [sys.executable, "-c", program], stdout=write, stderr=subprocess.PIPE, text=True
    )
    os.close(write)
    os.read(read, 10)
    os.close(read)
    assert started.communicate(timeout=60)[1] == ""
    assert started.returncode == 0
