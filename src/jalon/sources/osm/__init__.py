"""OpenStreetMap extracts: `read_streets` reads one into what can be walked, cycled and driven."""

from jalon.sources.osm.read import read_streets
from jalon.sources.osm.types import MEANS, Mean, StreetExtract, StreetRows

__all__ = ["MEANS", "Mean", "StreetExtract", "StreetRows", "read_streets"]
