"""The match: all people of a territory against all its offers."""

from jalon.core.progress import Progress
from jalon.reach.match.block import Best, Block, PairWeeks, prepare_block
from jalon.reach.match.run.dask_workers import Cluster, cluster_at
from jalon.reach.match.run.folder import MatchFolder
from jalon.reach.match.run.run import MatchJob, MatchQuestion, match_people
from jalon.reach.match.territory.count_unlocks import Opening, count_unlocks
from jalon.reach.match.territory_weeks import TerritoryWeeks

__all__ = [
    "Best",
    "Block",
    "Cluster",
    "MatchFolder",
    "MatchJob",
    "MatchQuestion",
    "Opening",
    "PairWeeks",
    "Progress",
    "TerritoryWeeks",
    "cluster_at",
    "count_unlocks",
    "match_people",
    "prepare_block",
]
