"""Amounts that are known between two bounds, with the one that is shown first."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Range:
    """An amount: at least `low`, at most `high`, `central` when one figure must be said.

    ValueError unless low <= central <= high; a figure that is not a number is refused too.
    """

    low: float
    central: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.central <= self.high:
            raise ValueError(f"{self.low}, {self.central}, {self.high} are not in order")

    @property
    def is_exact(self) -> bool:
        """Whether the bounds meet."""
        return self.low == self.high

    def __add__(self, other: Range) -> Range:
        return Range(self.low + other.low, self.central + other.central, self.high + other.high)

    def __neg__(self) -> Range:
        return Range(-self.high, -self.central, -self.low)

    def __sub__(self, other: Range) -> Range:
        """The difference of two amounts that move apart from each other."""
        return self + -other

    def __mul__(self, factor: float) -> Range:
        if factor < 0:
            return -self * -factor
        return Range(self.low * factor, self.central * factor, self.high * factor)

    __rmul__ = __mul__


def exact(amount: float) -> Range:
    """An amount without a doubt."""
    return Range(amount, amount, amount)


def spanning(first: float, central: float, last: float) -> Range:
    """The range between two bounds given in any order; `central` lies between them."""
    return Range(min(first, last), central, max(first, last))
