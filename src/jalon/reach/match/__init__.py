"""The match: all people of a territory against all its offers."""

from jalon.core.progress import Progress
from jalon.reach.match.block import Best, Block, PairWeeks, prepare_block
from jalon.reach.match.run.dask_weeks import weeks_on_cluster
from jalon.reach.match.run.dask_workers import Cluster, ClusterWorkers, cluster_at
from jalon.reach.match.run.folder import MatchFolder
from jalon.reach.match.run.run import MatchJob, MatchQuestion, match_people
from jalon.reach.match.start_bits import OfferStarts
from jalon.reach.match.territory.changed_weeks import ChangedWeeks, OpenedPairs
from jalon.reach.match.territory.count_unlocks import Opening, count_unlocks
from jalon.reach.match.territory_weeks import TerritoryWeeks, run_alike

__all__ = [
    "Best",
    "Block",
    "ChangedWeeks",
    "Cluster",
    "ClusterWorkers",
    "MatchFolder",
    "MatchJob",
    "MatchQuestion",
    "OfferStarts",
    "OpenedPairs",
    "Opening",
    "PairWeeks",
    "Progress",
    "TerritoryWeeks",
    "cluster_at",
    "count_unlocks",
    "match_people",
    "prepare_block",
    "run_alike",
    "weeks_on_cluster",
]
