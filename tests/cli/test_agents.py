"""`jalon agents create`: what it takes, and what it refuses in one sentence."""

from __future__ import annotations

import pytest

from jalon.cli import build_parser

GOOD = {
    "--mail": "helene@essai.fr",
    "--first-name": "Hélène",
    "--last-name": "Roux",
    "--organisation": "Département d’Essai",
}


def parse(**changes: str) -> object:
    given = GOOD | {f"--{name.replace('_', '-')}": value for name, value in changes.items()}
    words = [word for pair in given.items() for word in pair]
    return build_parser(["agents"]).parse_args(["agents", "create", *words])


def test_it_takes_who_somebody_is() -> None:
    assert parse().mail == "helene@essai.fr"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "changes",
    [
        {"mail": "helene"},
        {"mail": "a b@essai.fr"},
        {"first_name": " "},
        {"last_name": "x" * 101},
        {"organisation": "\n"},
    ],
)
def test_what_is_wrong_is_one_sentence(
    changes: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        parse(**changes)
    assert left.value.code == 2
    assert "is not a" in capsys.readouterr().err
