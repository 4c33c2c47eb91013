"""Put on PYTHONPATH by `record.py`: the clock of every process stands still, references are drawn
in a fixed order, and nothing else of the process is changed.

The clock is stopped by time-machine (in a folder of its own, not in the checkout's environment);
`time.monotonic` goes on, so that patience and heartbeats work as ever.
"""

from __future__ import annotations

import datetime as dt
import itertools
import os
import threading

if os.environ.get("SAME_BYTES_NOW"):
    import time_machine

    time_machine.travel(dt.datetime.fromisoformat(os.environ["SAME_BYTES_NOW"]), tick=False).start()

if os.environ.get("SAME_BYTES_UUID"):
    import sys
    import uuid

    _numbers, _one_at_a_time, _drawn = itertools.count(1), threading.Lock(), uuid.uuid4

    def _uuid4() -> uuid.UUID:
        # numba names the files of its cache so, on a machine where it has not compiled yet.
        if sys._getframe(1).f_globals.get("__name__", "").startswith("numba"):
            return _drawn()
        with _one_at_a_time:
            return uuid.UUID(int=next(_numbers) + (0xFA57 << 112), version=4)

    uuid.uuid4 = _uuid4
