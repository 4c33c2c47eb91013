"""Several months said together: `de mars à juin et en octobre`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from jalon.core.months import Month
from jalon.web.words.money import say_month
from jalon.web.words.plain import MONTHS_FR, join_and, say_of

_LONG_RUN = 3
"""From so many months in a row on they are said by their ends."""


def are_of_two_years(months: Sequence[Month]) -> bool:
    """Whether they have to be said with their years: the first may follow the last in the year."""
    return len({month // 12 for month in months}) > 1


def say_runs(months: Sequence[Month]) -> str:
    """`de mars à juin et en octobre`; of two years, each year once, after its last month."""
    runs: list[list[Month]] = []
    for month in months:
        if runs and month == runs[-1][-1] + 1:
            runs[-1].append(month)
        else:
            runs.append([month])
    return join_and(list(_say_pieces([piece for run in runs for piece in _cut(run)])))


def _cut(run: Sequence[Month]) -> Iterator[tuple[Month, ...]]:
    """A long run by its ends, a short one month by month."""
    if len(run) < _LONG_RUN:
        yield from ((month,) for month in run)
    else:
        yield run[0], run[-1]


def _say_pieces(pieces: Sequence[tuple[Month, ...]]) -> Iterator[str]:
    ends = [month for piece in pieces for month in piece]
    names = {month: MONTHS_FR[month % 12] for month in ends}
    if are_of_two_years(ends):
        years = pairwise([*(month // 12 for month in ends), None])
        names |= {
            month: say_month(month)
            for month, (year, after) in zip(ends, years, strict=True)
            if year != after
        }
    for first, *last in pieces:
        yield f"{say_of(names[first])} à {names[last[0]]}" if last else f"en {names[first]}"
