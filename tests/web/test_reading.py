"""Every page is read as somebody who reads with difficulty reads it: README.md in `reading`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest
from django.urls import resolve

from tests.web.guards.matrix import OPEN, PERSONAL
from tests.web.reading.judge import (
    MOST_WORDS,
    find_avoided,
    find_rare_words,
    is_long,
    list_unexplained,
    list_unused,
)
from tests.web.reading.pages import Put, read_all
from tests.web.reading.sentences import count_words, read_sentences

GLOSSARY = Path(__file__).parents[2] / "docs" / "glossaire.md"


def test_every_page_is_read_easily(db: None, space: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = list(read_all(space, monkeypatch))
    assert {*OPEN, *PERSONAL} <= _addresses(where for where, _ in pages)
    said = _read(pages)
    assert len(said) > 1000
    if hard := list(_list_hard(said)):
        pytest.fail("\n".join(hard), pytrace=False)


def _list_hard(said: Mapping[str, str]) -> Iterator[str]:
    """What to rewrite, or to justify in a list: a line each."""
    for one, where in said.items():
        if is_long(one):
            yield f"{count_words(one)} words, {where}: {one}"
        if found := [*find_avoided(one), *sorted(find_rare_words(one))]:
            yield f"{', '.join(found)}, {where}: {one}"
    yield from (f"no page needs it any more: {entry}" for entry in list_unused(said))
    yield from (
        f"it is not explained there: {word}"
        for word in list_unexplained(said, GLOSSARY.read_text())
    )


def _addresses(places: Iterable[str]) -> set[str]:
    """The names of the addresses that were read."""
    paths = [word.partition("?")[0] for place in places for word in place.split(" ")[:2]]
    found = (resolve(path) for path in paths if path.startswith("/"))
    return {match.url_name or "" for match in found}


def _read(pages: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Every sentence, with the first place where it was read."""
    said: dict[str, str] = {}
    for where, page in pages:
        for sentence in read_sentences(page):
            said.setdefault(sentence, where)
    return said


@pytest.mark.parametrize(
    "old",
    [
        "À égalité veut dire : pour ce que l’on sait, aucune ne rapporte sûrement plus.",
        "il s’en faut de 3 min",
        "Au plus serré, il vous reste 7 minutes en arrivant au travail.",
        "Il faudrait marcher 41 min d’une traite.",
        "La durée du travail n’est pas donnée : seul l’aller a été regardé.",
        "Le tableau, au centime près",
        "Mes offres tenables",
    ],
)
def test_what_was_hard_to_read_is_found(old: str) -> None:
    assert find_avoided(old) or find_rare_words(old)


def test_a_long_sentence_is_found() -> None:
    assert not is_long("un bus et un " * 6 + "bus")
    assert is_long("un bus et un " * 6 + "autre bus")
    assert MOST_WORDS == 25


def test_a_rare_word_is_found_wherever_it_stands() -> None:
    assert find_rare_words("L’intenable, peut-être.") == {"intenable"}
    assert find_rare_words("Demandez-les d’abord, aujourd’hui, à votre sœur.") == set()


def test_a_page_is_read_block_by_block() -> None:
    page = (
        "<head><title>Non</title></head><h1>Votre journée</h1><p>Elle <strong>tient</strong>. "
        'Partez à 7 h.<br>Rentrez</p><div class="words">Non</div><dd><span>Un</span><span>Deux'
        '</span></dd><svg aria-label="Un dessin"><text>Non</text></svg>fin'
    )
    assert read_sentences(page) == [
        *("Votre journée", "Elle tient.", "Partez à 7 h.", "Rentrez", "Un", "Deux"),
        *("Un dessin", "fin"),
    ]
    assert count_words("Partez à 7\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}42 – l’arrêt !") == 4
