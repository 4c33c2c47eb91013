"""The compiled network: feeds merged into arrays, kept in a folder, opened in milliseconds."""

from jalon.reach.network.build import build_network
from jalon.reach.network.store import load_network, read_manifest
from jalon.reach.network.types import Network

__all__ = ["Network", "build_network", "load_network", "read_manifest"]
