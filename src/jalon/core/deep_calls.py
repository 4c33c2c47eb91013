"""Room for the calls of one answer, taken once.

Python keeps the frames of a thread in blocks of 16 KiB, and gives a block back to the system as
soon as the call that opened it returns. A loop whose calls cross the end of a block, and a template
is full of them, then asks the system for a page of memory at every call: a list took a sixth more
time or not by one middleware more or less. A frame that is declared large opens a large block, in
which everything below it has its place.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from types import FunctionType
from typing import ParamSpec, TypeVar

_SLOTS = 70_000
"""Of a frame: 547 KiB in words of eight bytes, for which Python opens a block of 1 MiB. What stays
free holds two thousand frames; pages of it that nobody touches cost nothing."""

P = ParamSpec("P")
Result = TypeVar("Result")


def _call(work: Callable[[], Result]) -> Result:
    return work()


def with_room(work: Callable[[], Result]) -> Result:
    """What `work` returns or raises: called with room for the calls that it makes."""
    roomy: Callable[[Callable[[], Result]], Result] = _roomy
    return roomy(work)


def calls_deep(function: Callable[P, Result]) -> Callable[P, Result]:
    """The function, called with room each time."""

    @wraps(function)
    def called(*args: P.args, **kwargs: P.kwargs) -> Result:
        return with_room(partial(function, *args, **kwargs))

    return called


_roomy = FunctionType(_call.__code__.replace(co_stacksize=_SLOTS), globals(), "_roomy")
