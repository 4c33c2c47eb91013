"""Streets: kept as graphs, walked and ridden along."""

from jalon.reach.streets.build import Kept, streets_of
from jalon.reach.streets.rides import drive_matrix, ride_matrix
from jalon.reach.streets.search import Searcher
from jalon.reach.streets.snapping import SNAP_LIMIT_M
from jalon.reach.streets.terrain import StreetTerrain
from jalon.reach.streets.types import StreetGraph, Streets

__all__ = [
    "SNAP_LIMIT_M",
    "Kept",
    "Searcher",
    "StreetGraph",
    "StreetTerrain",
    "Streets",
    "drive_matrix",
    "ride_matrix",
    "streets_of",
]
