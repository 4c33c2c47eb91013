"""The names of numpy arrays by what one element is; shapes are said where they are used."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Bools = NDArray[np.bool_]
Bytes = NDArray[np.int8]
"""Small codes and small numbers."""
Bits = NDArray[np.uint8]
"""Flags side by side, or packed."""
Ints = NDArray[np.int32]
"""Seconds on a date's axis, and numbers of points, stops and hops."""
Longs = NDArray[np.int64]
"""Indices, and sums of many Ints."""
Floats = NDArray[np.float64]
