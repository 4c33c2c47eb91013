"""The one rule by which the seconds of a day are told in whole minutes.

Whoever follows what is told must be in time, and what is told must add up:

- an hour to leave, to board or to be somewhere is rounded down: nobody misses a bus by our seconds;
- an hour of arrival is rounded up: nobody is told to be there before they are. Where one goes on at
  once (off a bus, then on foot) there is one hour, that of going on;
- a margin, what may be lost, is rounded down;
- the length of a step is the difference of its two hours as they are told; a length told without
  hours is rounded up;
- the hour to leave home is one: where missing the first ride costs less than a minute, it is the
  hour at which one may miss it.

`jalon.web.day_pieces` applies it to a day, `jalon.web.words.plain` to an hour or a length alone;
the contract of the command rounds in the same way (reach/result/to_json.py).
"""

from __future__ import annotations

MINUTE_S = 60
ADVANCE_S = 300
"""How long before the start one must be at work (docs/tenable.md): the engine's own default, as the
questions of the site never say another."""


def round_down_s(seconds: int) -> int:
    """The whole minute before, in seconds; for a leave, and for a margin."""
    return seconds // MINUTE_S * MINUTE_S


def round_up_s(seconds: int) -> int:
    """The whole minute after, in seconds; for an arrival, and for a length alone."""
    return -(-seconds // MINUTE_S) * MINUTE_S


def departure_s(leave_s: int, safe_leave_s: int | None) -> int:
    """The one hour to leave home that is told, in seconds; `safe_leave_s` is None where no leave
    forgives a missed ride."""
    if safe_leave_s is not None and leave_s - safe_leave_s < MINUTE_S:
        return round_down_s(min(leave_s, safe_leave_s))
    return round_down_s(leave_s)
