"""Values that stand for none among the numbers of the kernels, each with its meaning.

Two more belong to their rooms, as no kernel knows them: NO_RIDE (request/rules.py) and NOBODY
(week/split_days.py).
"""

from __future__ import annotations

import numpy as np

NEVER = np.int32(-(2**30))
"""Stands for "no departure": earlier than every time that can be."""
FAR = np.int32(2**30)
"""Seconds, or a moment, that nobody waits for or walks."""
CLOSED = np.int32(1 << 24)
"""Travel seconds of a slot that no way serves: more than any that is."""
NO_WAY = 65535
"""Stands for "no way" among travel seconds in 16 bits (uint16)."""
OUT_OF_RANGE = np.int32(-1)
"""What is left at a stop that no way of use passes."""
ENDLESS = 2**62
"""Units of streets (int64): longer than every way."""
CAN_BOARD = 1
"""Bit of a hop's flags (uint8): at its origin."""
CAN_ALIGHT = 2
"""Bit of a hop's flags (uint8): at its target."""
BOOKED_BOARD, BOOKED_ALIGHT = 4, 8
"""Bits of a hop's flags: the ride is to be booked by whoever boards, or gets off, there."""
DRIVER_BOARD, DRIVER_ALIGHT = 16, 32
"""Bits beside those: it is booked with the driver."""
NO_MINUTE = 64
"""Bit of a hop's flags: a service by headway; the times are those of whoever joins it then."""
