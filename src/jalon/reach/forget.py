"""What is remembered of networks, let go where a new one has taken their place."""

from __future__ import annotations

from jalon.reach.match import run_alike
from jalon.reach.match.travel.profile_search import fastest_rides
from jalon.reach.travel.stations import stations_of
from jalon.reach.travel.timetable import forget_timetables
from jalon.reach.travel.walks import stop_walks_of


def forget_networks() -> None:
    """Let go of all that is kept of any network; what is asked for again is made again.

    What is kept beside the arguments of a function holds the network too, and its files, which
    nobody else reads any more: a process that sees a new one each night would hold eight.
    """
    for kept in (run_alike, fastest_rides, stations_of, stop_walks_of):
        kept.cache_clear()
    forget_timetables()
