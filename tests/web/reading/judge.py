"""What is hard to read of a sentence, and which entries of the reviewed lists nothing needs."""

from __future__ import annotations

from collections.abc import Iterable

from tests.web.reading.sentences import count_words, list_words
from tests.web.reading.word_lists import explained_words, field_words, find_rare, read_list
from tests.web.words.test_plain import flat

MOST_WORDS = 25


def is_long(sentence: str) -> bool:
    """Whether it has too many words and no reason for it."""
    return count_words(sentence) > MOST_WORDS and not _reasons(sentence)


def _reasons(sentence: str) -> list[str]:
    return [begins for begins in _long() if flat(sentence).startswith(begins)]


def _long() -> dict[str, str]:
    return read_list("long_sentences")["begins"]


def find_rare_words(sentence: str) -> set[str]:
    """The words that are neither plain nor listed with their reason."""
    return _rare(sentence) - field_words().keys()


def _rare(sentence: str) -> set[str]:
    return {rare for word in list_words(sentence) for rare in find_rare(word)}


def find_avoided(sentence: str) -> list[str]:
    """The turns that were hard to understand."""
    said = flat(sentence).casefold()
    return [turn for turn in read_list("avoided")["turns"] if turn.casefold() in said]


def list_unused(said: Iterable[str]) -> list[str]:
    """Entries of the lists that no sentence needs any more."""
    sentences = list(said)
    rare = {word for sentence in sentences for word in _rare(sentence)}
    long = [sentence for sentence in sentences if count_words(sentence) > MOST_WORDS]
    needed = {begins for sentence in long for begins in _reasons(sentence)}
    return sorted((field_words().keys() - rare) | (_long().keys() - needed))


def list_unexplained(said: Iterable[str], glossary: str) -> list[str]:
    """Words of the field whose explanation is not where the list says."""
    read = "\n".join(map(flat, said))
    on_pages, in_glossary = explained_words("page"), explained_words("glossary")
    lost = [word for word, sentence in on_pages.items() if sentence not in read]
    return lost + [word for word, row in in_glossary.items() if f"| {row} |" not in glossary]
