"""When the RSA and the prime d'activité are looked at again, and what they look at then.

Both are reckoned for three months at a time (R. 262-4 CASF, L. 843-4 CSS), on the fourth, third and
second month before the review (R. 262-7 CASF and R. 843-1 CSS since décret 2025-185).
"""

from __future__ import annotations

from dataclasses import dataclass

from jalon.core.months import Month, format_month, parse_month

PERIOD = 3
"""Months between two reviews."""
_SHIFTED_SINCE = parse_month("2025-03")
"""Before, the three months just before the review were looked at."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The reviews of one household: every third month from `declaration`, backwards too."""

    declaration: Month

    def review(self, due: int) -> Month:
        """The review on which the amount due for a month rests: the last one up to it."""
        return Month(due - (due - self.declaration) % PERIOD)

    def references(self, due: int) -> tuple[Month, Month, Month]:
        """The three months whose resources count for a month due."""
        review = self.review(due)
        back = 1 if review >= _SHIFTED_SINCE else 0
        return tuple(Month(review - back - lag) for lag in (3, 2, 1))  # type: ignore[return-value]

    def __str__(self) -> str:
        return format_month(self.declaration)
