"""The best of several parts as the best of all of them."""

from __future__ import annotations

import numpy as np

from jalon.core.arrays import Ints
from jalon.reach.kernels.judge_crowd import CLOSED
from jalon.reach.match.block import Best


def take_in(best: Best, more: Best) -> None:
    """Put what `more` holds (the same people, any number of offers) into `best`, in place.

    Equals are kept by rising offer number, as the kernel does: in whatever order parts come, the
    same offers stay.
    """
    seconds, offer, choice = (
        np.concatenate(columns, axis=1)
        for columns in zip(_columns(best), _columns(more), strict=True)
    )
    order = np.lexsort((offer, seconds), axis=1)[:, : best.seconds.shape[1]]
    for into, values in zip(_columns(best), (seconds, offer, choice), strict=True):
        into[...] = np.take_along_axis(values, order, axis=1)


def narrowed(best: Best) -> Best:
    """The same without the columns in which nobody has an offer."""
    width = int((best.seconds < CLOSED).sum(axis=1).max(initial=0))
    return Best(*(np.ascontiguousarray(values[:, :width]) for values in _columns(best)))


def people_of(best: Best, people: slice) -> Best:
    """Some people's rows, as views."""
    return Best(*(values[people] for values in _columns(best)))


def _columns(best: Best) -> tuple[Ints, Ints, Ints]:
    return best.seconds, best.offer, best.choice
