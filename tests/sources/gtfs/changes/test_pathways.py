"""Ways inside stations, as the reader gives them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from jalon.sources.gtfs import Feed
from tests.gtfs_feeds import Row, stop
from tests.sources.gtfs.helpers import codes, notice, read

STOPS = [
    stop("A", 48.79, 2.45),
    stop("B", 48.80, 2.46, parent_station="G"),
    stop("C", 48.81, 2.47, parent_station="G"),
    stop("G", 48.80, 2.46, location_type=1),
    stop("DOOR", 48.80, 2.46, location_type=2, parent_station="G"),
    stop("Ca", "", "", location_type=4, parent_station="C"),
]
Way = tuple[str, str, int, float, int]


def way(origin: str, target: str, both: object = 0, **more: object) -> Row:
    """A pathway; seconds, metres and stairs are not said unless `more` does."""
    unsaid = {"traversal_time": "", "length": "", "stair_count": ""}
    ends = {"pathway_id": f"{origin}{target}", "from_stop_id": origin, "to_stop_id": target}
    return ends | {"pathway_mode": 1, "is_bidirectional": both} | unsaid | more


def ways_of(feed: Feed) -> list[Way]:
    ways, ids = feed.pathways, feed.stops.ids
    metres = np.nan_to_num(ways.metres, nan=-1.0)
    rows = zip(ways.origin, ways.target, ways.seconds, metres, ways.stairs, strict=True)
    return [(ids[a], ids[b], int(s), float(m), int(k)) for a, b, s, m, k in rows]


@pytest.mark.parametrize(
    ("said", "seconds", "metres", "stairs", "code"),
    [
        ({"traversal_time": 90, "length": 12.5}, 90, 12.5, 0, None),
        ({"traversal_time": 0}, 0, -1, 0, None),
        ({"length": 0}, -1, 0, 0, None),
        ({"stair_count": -24}, -1, -1, 24, None),
        ({}, -1, -1, 0, "pathway_without_time"),
        ({"traversal_time": -3, "stair_count": 5}, -1, -1, 5, "number_out_of_range"),
        ({"length": "long", "stair_count": 5}, -1, -1, 5, "number_out_of_range"),
    ],
)
def test_what_is_said_of_a_way(
    tmp_path: Path, said: Row, seconds: int, metres: float, stairs: int, code: str | None
) -> None:
    feed = read(tmp_path, stops=STOPS, pathways=[way("B", "C", **said)])
    assert ways_of(feed) == [("B", "C", seconds, metres, stairs)]
    assert codes(feed) == {"station_pathways"} | ({code} if code else set())
    assert notice(feed, "station_pathways").count == 1


def test_both_ways_and_boarding_areas(tmp_path: Path) -> None:
    rows = [way("DOOR", "B", 1, traversal_time=20), way("B", "Ca", traversal_time=30)]
    feed = read(tmp_path, stops=STOPS, pathways=rows)
    assert [pair[:3] for pair in ways_of(feed)] == [
        ("DOOR", "B", 20), ("B", "C", 30), ("B", "DOOR", 20)
    ]  # fmt: skip
    assert feed.stops.kind.tolist() == [0, 0, 0, 1, 2, 4]


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (way("B", "GONE", 1), "foreign_key_violation"),
        (way("", "B", 1), "missing_required_field"),
        (way("G", "B", 1), "pathway_to_wrong_location_type"),
    ],
)
def test_ways_that_are_left_out(tmp_path: Path, bad: Row, code: str) -> None:
    feed = read(tmp_path, stops=STOPS, pathways=[way("B", "C", 0, traversal_time=1), bad])
    assert len(ways_of(feed)) == 1
    assert notice(feed, code).line == 3


def test_a_direction_that_cannot_be_read_is_one_way(tmp_path: Path) -> None:
    feed = read(tmp_path, stops=STOPS, pathways=[way("B", "C", "yes", traversal_time=1)])
    assert [pair[:2] for pair in ways_of(feed)] == [("B", "C")]
    assert "unexpected_enum_value" in codes(feed)


def test_levels_part_the_ends(tmp_path: Path) -> None:
    """B is a floor and a half above C; the door's level is not told."""
    levels = [{"level_id": "up", "level_index": 1}, {"level_id": "down", "level_index": -0.5}]
    of = {"B": "up", "C": "down", "DOOR": "lost"}
    stops = [row | {"level_id": of.get(str(row["stop_id"]), "")} for row in STOPS]
    rows = [way("B", "C", 1), way("B", "DOOR")]
    feed = read(tmp_path, stops=stops, levels=levels, pathways=rows)
    assert feed.pathways.floors.tolist() == [1.5, 0, 1.5]


@pytest.mark.parametrize(
    ("levels", "floors", "said"),
    [
        ("level_id,level_index\nup,1\ndown,-0.5\n", 1.5, set()),
        # Of two rows of one level the first counts, as everywhere.
        ("level_id,level_index\nup,1\ndown,-0.5\nup,9\n", 1.5, {"duplicate_key"}),
        # What cannot be read is not known, and it is said.
        ('level_id,level_index\nup,"1,5"\ndown,-0.5\n', 0, {"invalid_float"}),
        ("level_id,level_index\nup,inf\ndown,inf\n", 0, {"invalid_float"}),
        ("level_id,level_index\nup,\ndown,-0.5\n", 0, set()),
        # A file that says no heights is no reason to refuse a feed.
        ("level_id,level_name\nup,Hall\ndown,Quai\n", 0, set()),
    ],
)
def test_levels_that_are_not_as_they_should(
    tmp_path: Path, levels: str, floors: float, said: set[str]
) -> None:
    of = {"B": "up", "C": "down"}
    stops = [row | {"level_id": of.get(str(row["stop_id"]), "")} for row in STOPS]
    feed = read(tmp_path, stops=stops, levels=levels, pathways=[way("B", "C")])
    assert feed.pathways.floors.tolist() == [floors]
    assert codes(feed) - {"station_pathways", "pathway_without_time"} == said
