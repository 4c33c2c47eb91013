"""Extracts into streets: where they are cut, what is left out, what cannot be read."""

from __future__ import annotations

import hashlib
from collections import Counter
from pathlib import Path

import pytest

from jalon.core.errors import StreetsError
from jalon.sources.osm import StreetRows, read_streets
from tests.sources.osm.extracts import degrees, street, write_extract

#      D
#      |
#  A---B---C     B is where one may turn, b is only a bend.
PLACES = {"A": (0.0, 0.0), "b": (50.0, 20.0), "B": (100.0, 0.0), "C": (200.0, 0.0), "D": (100, 90)}


def ends(rows: StreetRows) -> Counter[tuple[float, float, int]]:
    """Each edge as metres east of its ends and the number of points of its shape."""
    east = ((rows.node_lon - 10) * 111_195.0797).round()
    sizes = rows.shape_start[1:] - rows.shape_start[:-1]
    columns = zip(rows.tail, rows.head, sizes, strict=True)
    return Counter((float(east[a]), float(east[b]), int(size)) for a, b, size in columns)


def test_streets_are_cut_where_one_may_turn(tmp_path: Path) -> None:
    path = write_extract(tmp_path / "x.osm.pbf", PLACES, street("AbBC"), street("BD"))
    extract = read_streets(path)
    assert ends(extract.streets["foot"]) == {(0, 100, 3): 1, (100, 200, 2): 1, (100, 100, 2): 1}
    foot = extract.streets["foot"]
    assert foot.shape_lat[foot.shape_start[0] : foot.shape_start[1]].tolist() == pytest.approx(
        [degrees(*PLACES[name])[0] for name in "AbB"], abs=1e-7
    )
    assert extract.name == "x.osm.pbf"
    assert extract.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert extract.missing_points == 0


def test_a_way_that_crosses_itself_is_cut_there(tmp_path: Path) -> None:
    path = write_extract(tmp_path / "x.osm.pbf", PLACES, street("ABCDB"))
    assert ends(read_streets(path).streets["foot"]) == {(0, 100, 2): 1, (100, 100, 4): 1}


def test_each_mean_has_its_own_streets(tmp_path: Path) -> None:
    path = write_extract(
        tmp_path / "x.osm.pbf",
        PLACES,
        street("ABC", oneway="yes"),
        street("BD", "steps"),
    )
    streets = read_streets(path).streets
    assert len(streets["foot"].tail) == 3
    assert streets["foot"].backward.all(), "who walks goes both ways"
    # Without the stairs there is nowhere to turn at B.
    assert ends(streets["car"]) == {(0, 200, 3): 1}
    assert streets["car"].forward.all()
    assert not streets["car"].backward.any()
    assert streets["car"].kmh.tolist() == [30.0]


def test_a_street_is_kept_in_pieces_where_points_are_missing(tmp_path: Path) -> None:
    path = write_extract(tmp_path / "x.osm.pbf", PLACES, street("Ab?BC?D"))
    extract = read_streets(path)
    assert ends(extract.streets["foot"]) == {(0, 50, 2): 1, (100, 200, 2): 1}
    assert extract.missing_points == 2


def test_the_same_point_twice_in_a_row_is_one_point(tmp_path: Path) -> None:
    path = write_extract(tmp_path / "x.osm.pbf", PLACES, street("AABB"))
    assert ends(read_streets(path).streets["foot"]) == {(0, 100, 2): 1}


def refusal(path: Path) -> str:
    with pytest.raises(StreetsError) as refused:
        read_streets(path)
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_what_is_not_an_extract_is_refused_with_a_sentence(tmp_path: Path) -> None:
    whole = write_extract(tmp_path / "x.osm.pbf", PLACES, street("AbBC")).read_bytes()
    cut, text, empty = (tmp_path / f"{name}.osm.pbf" for name in ("cut", "text", "empty"))
    cut.write_bytes(whole[:-20])
    text.write_text("stop_id,stop_name\n" * 100)
    empty.write_bytes(b"")
    for path in (cut, text, empty):
        assert refusal(path).startswith(f"{path} cannot be read as an OSM extract")
    assert "cannot be opened (No such file" in refusal(tmp_path / "none.osm.pbf")
    assert "cannot be opened (Is a directory)" in refusal(tmp_path)
    csv = tmp_path / "x.csv"
    csv.write_text("a,b\n")
    assert refusal(csv).startswith(f"{csv} cannot be read as an OSM extract")


def test_an_extract_without_streets_is_refused(tmp_path: Path) -> None:
    private = write_extract(
        tmp_path / "x.osm.pbf", PLACES, street("AB", access="private"), street("BC", "proposed")
    )
    assert "has no street that anybody may take" in refusal(private)
    assert "has no street" in refusal(write_extract(tmp_path / "y.osm.pbf", PLACES))
