"""The same answers on a real feed, leg by leg, for sampled pairs."""

from tests.oracle.real_feed.pairs import oracle_pairs

__all__ = ["oracle_pairs"]
