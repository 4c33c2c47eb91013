"""The engine: does a whole working day exist? Its one door.

network = load_network(folder)
for day in plan_days(network, parse_request(json.load(file))):
    ...
"""

from jalon.reach.days import find_unlocks, plan_days
from jalon.reach.forget import forget_networks
from jalon.reach.kernels.compiled_cache import are_kernels_compiled
from jalon.reach.match import (
    ChangedWeeks,
    Cluster,
    ClusterWorkers,
    MatchFolder,
    MatchQuestion,
    OfferStarts,
    OpenedPairs,
    Opening,
    PairWeeks,
    Progress,
    TerritoryWeeks,
    cluster_at,
    count_unlocks,
    match_people,
    run_alike,
    weeks_on_cluster,
)
from jalon.reach.network import Network, build_network, load_network, read_manifest
from jalon.reach.network.coverage import is_near
from jalon.reach.precompile import warm_kernels
from jalon.reach.request.model import START_STEP_S, Request
from jalon.reach.request.parse import parse_request
from jalon.reach.request.rules import DETOUR
from jalon.reach.result.model import Booking, Day, GoesOn, Leg, LegKind, Unlock, UnlockKind, Way
from jalon.reach.result.reason import Reason, ReasonCode
from jalon.reach.result.to_json import day_line, summary_lines
from jalon.reach.what_if.start_windows import read_starts
from jalon.reach.what_if.try_changes import LAST_CLOSING_S
from jalon.reach.what_if.unlocks import UNLOCK_KINDS, PairUnlocks, order_told

__all__ = [
    "DETOUR",
    "LAST_CLOSING_S",
    "START_STEP_S",
    "UNLOCK_KINDS",
    "Booking",
    "ChangedWeeks",
    "Cluster",
    "ClusterWorkers",
    "Day",
    "GoesOn",
    "Leg",
    "LegKind",
    "MatchFolder",
    "MatchQuestion",
    "Network",
    "OfferStarts",
    "OpenedPairs",
    "Opening",
    "PairUnlocks",
    "PairWeeks",
    "Progress",
    "Reason",
    "ReasonCode",
    "Request",
    "TerritoryWeeks",
    "Unlock",
    "UnlockKind",
    "Way",
    "are_kernels_compiled",
    "build_network",
    "cluster_at",
    "count_unlocks",
    "day_line",
    "find_unlocks",
    "forget_networks",
    "is_near",
    "load_network",
    "match_people",
    "order_told",
    "parse_request",
    "plan_days",
    "read_manifest",
    "read_starts",
    "run_alike",
    "summary_lines",
    "warm_kernels",
    "weeks_on_cluster",
]
