"""The match: all people of a territory against all its offers."""

from jalon.reach.match.block import Best, Block
from jalon.reach.match.run import Job, Progress, match_people
from jalon.reach.match.store import MatchFolder

__all__ = ["Best", "Block", "Job", "MatchFolder", "Progress", "match_people"]
