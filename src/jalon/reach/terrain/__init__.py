"""Streets: kept as graphs, walked and ridden along."""

from jalon.reach.terrain.build_graphs import GraphCounts, streets_of
from jalon.reach.terrain.on_streets import StreetTerrain
from jalon.reach.terrain.ride_times import drive_matrix, ride_matrix
from jalon.reach.terrain.search import StreetSearcher
from jalon.reach.terrain.snapping import SNAP_LIMIT_M
from jalon.reach.terrain.types import StreetGraph, Streets

__all__ = [
    "SNAP_LIMIT_M",
    "GraphCounts",
    "StreetGraph",
    "StreetSearcher",
    "StreetTerrain",
    "Streets",
    "drive_matrix",
    "ride_matrix",
    "streets_of",
]
