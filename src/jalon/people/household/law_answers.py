"""Answers of the law about households: those by its short form never wait for those by the whole.

A household whose law is short is answered while a page waits; one that needs the whole law takes
several seconds, in a lane of its own, so that it makes nobody else wait.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import orjson

from jalon.core.background_cache import BackgroundCache, MemoryStore
from jalon.rights import Household, is_within_scope

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a page waits for an answer: by the short form of the law, or by the whole."""

    short_law_s: float
    whole_law_s: float


class LawAnswers(Generic[T]):
    """The answers to one kind of question, kept together within `most_bytes`."""

    def __init__(self, most_bytes: int) -> None:
        store: MemoryStore[T] = MemoryStore(most_bytes)
        self._short_law, self._whole_law = BackgroundCache(store), BackgroundCache(store)

    def ask(
        self, household: Household, about: object, compute: Callable[[], T], patience: Patience
    ) -> T | None:
        """The answer for a household and what the question is `about` (a JSON value, dataclasses).

        None when it is not there yet. Raises what `compute` raises.
        """
        key = orjson.dumps((household, about), option=orjson.OPT_NON_STR_KEYS)
        if is_within_scope(household):
            return self._short_law.ask(key, compute, patience.short_law_s)
        return self._whole_law.ask(key, compute, patience.whole_law_s)
