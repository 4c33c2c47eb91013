"""What is kept of one of a person's nearest offers, and how it is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np

from jalon.rights import Gain, Range

RECORD = np.dtype(
    [
        ("offer", "<i8"),
        ("revision", "<i8"),
        ("slack_s", "<i4"),
        ("low", "<f8"),
        ("central", "<f8"),
        ("high", "<f8"),
        ("state", "u1"),
        ("left_out", "u1"),
    ]
)
"""An offer's number and revision, the least slack of its days (seconds), its gain (euros a month)
with a `GainRecord`, and the number of what this does not count."""


class GainRecord(IntEnum):
    """What is kept of a gain."""

    NONE = 0
    """Not computed, or not yet."""
    KNOWN = 1
    TOO_FAR = 2
    """The offer begins too late for the law that is known."""


@dataclass(frozen=True, slots=True)
class NearOffer:
    """One of the nearest offers. `net_eur_month` is None, with nothing left out, unless the gain
    is known."""

    offer: int
    revision: int
    slack_s: int
    state: GainRecord = GainRecord.NONE
    net_eur_month: Range | None = None
    not_counted: tuple[str, ...] = ()

    def with_gain(self, gain: Gain | None) -> NearOffer:
        """The same with its gain; None where it begins too late."""
        if gain is None:
            return replace(self, state=GainRecord.TOO_FAR, net_eur_month=None, not_counted=())
        return replace(
            self,
            state=GainRecord.NONE if gain.net_eur_month is None else GainRecord.KNOWN,
            net_eur_month=gain.net_eur_month,
            not_counted=gain.not_counted if gain.net_eur_month else (),
        )

    def without_gain(self) -> NearOffer:
        """The same where no gain was computed."""
        return replace(self, state=GainRecord.NONE, net_eur_month=None, not_counted=())


def pack_offers(offers: Iterable[NearOffer]) -> tuple[bytes, list[list[str]]]:
    """Offers as they are kept, and the codes that their gains leave out, by number."""
    kept = list(offers)
    numbers: dict[tuple[str, ...], int] = {(): 0}
    rows = []
    for near in kept:
        net = near.net_eur_month or Range(0.0, 0.0, 0.0)
        number = numbers.setdefault(near.not_counted, len(numbers))
        figures = net.low, net.central, net.high
        rows.append((near.offer, near.revision, near.slack_s, *figures, near.state, number))
    return np.array(rows, dtype=RECORD).tobytes(), [list(codes) for codes in numbers]


def unpack_offers(
    packed: bytes | memoryview, left_out: Iterable[Iterable[str]]
) -> Mapping[int, NearOffer]:
    """The offers that were packed, by number, in their order."""
    codes = [tuple(some) for some in left_out]
    return {
        offer: NearOffer(
            offer,
            revision,
            slack_s,
            GainRecord(state),
            Range(*figures) if state == GainRecord.KNOWN else None,
            codes[number],
        )
        for offer, revision, slack_s, *figures, state, number in np.frombuffer(
            bytes(packed), dtype=RECORD
        ).tolist()
    }


def read_revisions(packed: bytes | memoryview) -> list[tuple[int, int]]:
    """The number and the revision of each offer that was packed, in their order."""
    records = np.frombuffer(bytes(packed), dtype=RECORD)
    return list(zip(records["offer"].tolist(), records["revision"].tolist(), strict=True))
