from __future__ import annotations

from pathlib import Path

import pytest

from jalon.core.errors import WrongInputError
from jalon.runtime.env import Env


def test_what_is_absent_or_empty_is_the_default() -> None:
    env = Env({"A": "", "B": "  "})
    assert env.text("A", "kept") == "kept"
    assert env.count("B", 8) == 8
    assert env.flag("C") is False
    assert env.names_list("D", ("one", "two")) == ["one", "two"]


@pytest.mark.parametrize(
    ("written", "read"), [("1", True), ("TRUE", True), ("on", True), ("0", False), ("no", False)]
)
def test_a_flag(written: str, read: bool) -> None:
    assert Env({"A": written}).flag("A") is read


def test_a_list_without_spaces_nor_empty_names() -> None:
    assert Env({"A": " a.fr, ,b.fr,"}).names_list("A") == ["a.fr", "b.fr"]


def test_a_path_from_here_and_from_home() -> None:
    env = Env({"A": "data", "B": "~/data"})
    assert env.path("A", Path("/")) == Path.cwd().resolve() / "data"
    assert env.path("B", Path("/")) == Path.home().resolve() / "data"
    assert env.path("C", Path("/srv")) == Path("/srv")


def test_one_of_some_words_in_any_case() -> None:
    assert Env({"A": "info"}).one_of("A", ("INFO", "ERROR"), "ERROR") == "INFO"


@pytest.mark.parametrize("written", ["8.5", "-1", "0", "257", "eight", "²"])
def test_a_wrong_count_is_told_with_its_name(written: str) -> None:
    with pytest.raises(WrongInputError, match=r"THREADS is .*: write a whole number from 1 to 256"):
        Env({"THREADS": written}).count("THREADS", 8, most=256)


def test_a_wrong_flag_or_word_is_told_with_its_name() -> None:
    with pytest.raises(WrongInputError, match="DEBUG is 'peut-être': write 1 for yes or 0 for no"):
        Env({"DEBUG": "peut-être"}).flag("DEBUG")
    with pytest.raises(WrongInputError, match="LEVEL is 'LOUD': write one of INFO, ERROR"):
        Env({"LEVEL": "loud"}).one_of("LEVEL", ("INFO", "ERROR"), "INFO")


def test_it_remembers_what_was_asked() -> None:
    env = Env({})
    env.flag("A")
    env.path("B", Path("/"))
    assert env.names == ["A", "B"]
