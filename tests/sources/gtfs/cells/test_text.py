"""The same feed, however it is written: marks, line ends, quotes, spaces, columns, encodings."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from jalon.core.errors import FeedError
from jalon.sources.gtfs.cells import rows
from jalon.sources.gtfs.cells.text import CHUNK_BYTES
from tests.gtfs_feeds import STOPS, calls
from tests.sources.gtfs.helpers import calls_of, codes, notice, read

STOP_TIMES = (
    "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
    "T1,08:00:00,08:00:00,A,1\n"
    "T1,08:10:00,08:10:00,B,2\n"
    "T1,08:20:00,08:20:00,C,3\n"
)
EXPECTED = [
    ("A", "08:00:00", "08:00:00"),
    ("B", "08:10:00", "08:10:00"),
    ("C", "08:20:00", "08:20:00"),
]


@pytest.mark.parametrize(
    ("text", "noticed"),
    [
        (STOP_TIMES, set()),
        (STOP_TIMES.rstrip("\n"), set()),
        (STOP_TIMES.replace("\n", "\r\n"), set()),
        ("\ufeff" + STOP_TIMES, {"byte_order_mark"}),
        (STOP_TIMES.replace("\n", "\r"), {"bare_carriage_return"}),
        (STOP_TIMES.replace("\n", "\r").rstrip("\r"), {"bare_carriage_return"}),
        ("\ufeff" + STOP_TIMES.replace("\n", "\r"), {"byte_order_mark", "bare_carriage_return"}),
        (STOP_TIMES.replace("\n", "\n\n"), {"empty_row"}),
        (STOP_TIMES.replace("\n", "\r\n\r\n"), {"empty_row"}),
        ("\n\n" + STOP_TIMES, set()),
        (STOP_TIMES + "\n \n", {"empty_row"}),
        (STOP_TIMES.replace(",", " ,  "), {"leading_or_trailing_whitespaces"}),
        (STOP_TIMES.replace(",", "\t,\u00a0"), {"leading_or_trailing_whitespaces"}),
        (STOP_TIMES.replace("T1", '"T1"'), set()),
        ('"' + STOP_TIMES.replace(",", '","').replace("\n", '"\n"').rstrip('"'), set()),
        (STOP_TIMES.replace("T1,", 'T1, "').replace(":00,", ':00",').replace(
            ':00",08:', ':00", "08:'), set()),
        (STOP_TIMES.replace("\n", ",\n"), set()),
        (STOP_TIMES.replace("1\n", "1,\n"), {"invalid_row_length"}),
    ],
)  # fmt: skip
def test_ways_to_write_one_table(tmp_path: Path, text: str, noticed: set[str]) -> None:
    feed = read(tmp_path, stop_times=text)
    assert calls_of(feed, "T1") == EXPECTED
    assert codes(feed) == noticed


def test_columns_in_any_order_and_unknown_ones(tmp_path: Path) -> None:
    names = "note,stop_sequence,stop_id,shape_dist_traveled,departure_time,arrival_time,trip_id"
    lines = [f"x,{n},{s},1.5,{t},{t},T1" for n, (s, t, _) in enumerate(EXPECTED)]
    feed = read(tmp_path, stop_times="\n".join([names, *lines]))
    assert calls_of(feed, "T1") == EXPECTED
    assert feed.notices == []


def test_padded_names_of_columns(tmp_path: Path) -> None:
    feed = read(tmp_path, stop_times=STOP_TIMES.replace("arrival_time", ' "arrival_time" '))
    assert calls_of(feed, "T1") == EXPECTED


def test_a_column_that_is_there_twice(tmp_path: Path) -> None:
    text = STOP_TIMES.replace("stop_sequence\n", "stop_sequence,stop_id\n")
    text = text.replace("1\n", "1,C\n").replace("2\n", "2,C\n").replace("3\n", "3,A\n")
    feed = read(tmp_path, stop_times=text)
    assert calls_of(feed, "T1") == EXPECTED
    assert codes(feed) == {"duplicated_column"}


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ('"Gare, quai ""B"""', 'Gare, quai "B"'),
        ('"Gare\nde Créteil"', "Gare\nde Créteil"),
        ('"Gare\r\nde Créteil"', "Gare\nde Créteil"),
        ('Place "d\'Italie"', 'Place "d\'Italie"'),
        (' "Gare, quai B"', "Gare, quai B"),
        ('5" pont', '5" pont'),
        ("NULL", "NULL"),
        ("", ""),
    ],
)
def test_quotes(tmp_path: Path, written: str, name: str) -> None:
    text = f"stop_id,stop_name,stop_lat,stop_lon\nA,{written},48.79,2.45\n"
    feed = read(tmp_path, stops=text + "B,b,48.80,2.46\nC,c,48.81,2.47\n")
    assert feed.stops.names == [name, "b", "c"]
    assert codes(feed) == ({"new_line_in_value"} if "\n" in name else set())


def test_lines_are_those_of_the_file(tmp_path: Path) -> None:
    """Blank lines and a name on two lines before it: the bad row begins at line 7."""
    text = 'stop_id,stop_name,stop_lat,stop_lon\n\nA,"a\na",48.79,2.45\n\nB,b,48.80,2.46\n'
    feed = read(tmp_path, stops=text.replace("B,b,48.80", "C,c,48.81,2.47\nB,b,oops"))
    assert [line for line, row in enumerate(text.splitlines(), 1) if row.startswith("B")] == [6]
    assert notice(feed, "invalid_float").line == 7
    assert (notice(feed, "empty_row").count, notice(feed, "empty_row").line) == (2, 2)
    assert notice(feed, "new_line_in_value").line == 3


def test_lines_of_a_file_that_was_mended(tmp_path: Path) -> None:
    text = "stop_id,stop_name,stop_lat,stop_lon\n\nA,a\nB,b,48.80,2.46\nC,c,oops,2.47\n"
    feed = read(tmp_path, stops=text)
    assert notice(feed, "invalid_row_length").line == 3
    assert notice(feed, "stop_without_location").line == 3
    assert notice(feed, "invalid_float").line == 5


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_another_encoding_than_utf8(tmp_path: Path, encoding: str) -> None:
    text = "stop_id,stop_name,stop_lat,stop_lon\nA,Créteil – Université,48.79,2.45\n"
    text += "B,b,48.80,2.46\nC,c,48.81,2.47\n"
    text = text.replace(" – ", " - ") if encoding == "latin-1" else text
    feed = read(tmp_path, stops=text.encode(encoding))
    assert feed.stops.names[0] == text.split(",")[4]
    assert (notice(feed, "not_utf8").file, notice(feed, "not_utf8").line) == ("stops.txt", 2)


def test_a_byte_that_no_encoding_has(tmp_path: Path) -> None:
    text = b"stop_id,stop_name,stop_lat,stop_lon\nA,a\x81b,48.79,2.45\n"
    feed = read(tmp_path, stops=text + b"B,b,48.80,2.46\nC,c,48.81,2.47\n")
    assert feed.stops.names[0] == "a\N{REPLACEMENT CHARACTER}b"


@pytest.mark.parametrize("padding", [0, 1, 2, 3])
def test_utf8_across_the_pieces_that_are_checked(tmp_path: Path, padding: int) -> None:
    """A file of more than one mebibyte, whose characters straddle the pieces' edges."""
    names = ["x" * padding + "€" * 20_000 for _ in range(30)]
    lines = [f"S{n},{name},48.8,2.46\n" for n, name in enumerate(names)]
    text = "stop_id,stop_name,stop_lat,stop_lon\n" + "".join(lines)
    text += "A,a,48.79,2.45\nB,b,48.80,2.46\nC,c,48.81,2.47\n"
    feed = read(tmp_path, stops=text)
    assert feed.stops.names[:30] == names
    assert feed.notices == []
    broken = text.encode().replace(b"A,a,", b"A,\xe9,")
    assert notice(read(tmp_path, stops=broken), "not_utf8").line == 32


def test_the_line_of_a_wrong_byte_after_a_character_that_was_cut(tmp_path: Path) -> None:
    """The first piece ends two bytes into the €; the wrong byte and a line end follow it."""
    start = b"stop_id,stop_name,stop_lat,stop_lon,note\nA,a,48.79,2.45,"
    note = b"x" * (CHUNK_BYTES - 2 - len(start)) + "€".encode() + b"\xff\n"
    feed = read(tmp_path, stops=start + note + b"B,b,48.80,2.46,\nC,c,48.81,2.47,\n")
    assert notice(feed, "not_utf8").line == 2


def test_names_on_several_lines_across_the_blocks_that_are_parsed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "BLOCK_BYTES", 64)
    names = [f"Arrêt\nnuméro\n{number}" for number in range(40)]
    text = "".join(f'S{n},"{name}",48.8,2.46\n' for n, name in enumerate(names))
    text += "A,a,48.79,2.45\nB,b,48.80,2.46\nC,c,48.81,2.47\n"
    feed = read(tmp_path, stops="stop_id,stop_name,stop_lat,stop_lon\n" + text)
    assert feed.stops.names[:40] == names
    assert codes(feed) == {"new_line_in_value"}


def test_a_row_with_a_comma_too_many_is_left_out(tmp_path: Path) -> None:
    text = STOP_TIMES + "T1,08:15:00,08:15:00,B,2,5,9\n" + "T1,08:30:00,08:30:00,A,4,,\n"
    feed = read(tmp_path, stop_times=text)
    assert calls_of(feed, "T1") == [*EXPECTED, ("A", "08:30:00", "08:30:00")]
    found = notice(feed, "invalid_row_length")
    assert (found.count, found.line) == (2, 5)


def test_a_row_with_blanks_left_out(tmp_path: Path) -> None:
    text = STOP_TIMES.replace("stop_sequence\n", "stop_sequence,pickup_type,drop_off_type\n")
    feed = read(tmp_path, stop_times=text.replace("3\n", "3,1\n"))
    assert feed.stop_times.flags.tolist() == [0, 0, 1]
    assert notice(feed, "invalid_row_length").count == 3


@pytest.mark.parametrize(
    "text",
    [
        'stop_id,stop_name,stop_lat,stop_lon\nA,"a,48.79,2.45\nB,b,48.80,2.46\nC,c,48.81,2.47\n',
        'stop_id,stop_lat,stop_lon,stop_name\nA,48.79,2.45,a\nB,48.8,2.46,"b\nC,48.81,2.47,c\n',
        'stop_id,stop_lat,stop_lon,stop_name\nA,48.79,2.45,"a\n' + "B,48.8,2.46,b\n" * 200_000,
        'stop_id,stop_lat,stop_lon,stop_name\nA,48.79,2.45,"a\n'
        + "B,48.8,2.46,b\n" * 200
        + 'B",48.8,2.46,b',
    ],
    ids=["at once", "in the last column", "before a long file", "closed much later"],
)
def test_a_quotation_mark_that_is_never_closed(tmp_path: Path, text: str) -> None:
    with pytest.raises(FeedError, match=r"stops\.txt, line \d.* quotation mark is never closed"):
        read(tmp_path, stops=text)


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        (STOP_TIMES.replace("B", "\0", 1), "stop_times.txt, line 3: a NUL byte"),
        (STOP_TIMES.encode("utf-16"), "stop_times.txt is written in UTF-16; save it as UTF-8"),
        (STOP_TIMES.encode("utf-16-be"), "stop_times.txt, line 1: a NUL byte"),
        (STOP_TIMES.replace(",", ";"), "stop_times.txt has no column trip_id"),
        ("", "stop_times.txt is missing or empty"),
        (" \n\n", "stop_times.txt is missing or empty"),
        (b"\xef\xbb\xbf", "stop_times.txt is missing or empty"),
    ],
)
def test_a_table_that_is_no_table(tmp_path: Path, table: str | bytes, sentence: str) -> None:
    with pytest.raises(FeedError, match=sentence):
        read(tmp_path, stop_times=table)


def test_a_file_with_nothing_of_use(tmp_path: Path) -> None:
    feed = read(tmp_path, transfers="a,b\n1,2\n", frequencies="", feed_info="x\n1\n")
    assert feed.transfers.origin.size == 0
    found = {(n.code, n.file) for n in feed.notices}
    assert found == {
        ("missing_required_column", "transfers.txt"),
        ("missing_required_column", "feed_info.txt"),
        ("empty_file", "frequencies.txt"),
    }


def test_ids_are_compared_once_trimmed(tmp_path: Path) -> None:
    """` A` and `A` are one id: the second row is a duplicate."""
    stops = [*STOPS, STOPS[0] | {"stop_id": " A", "stop_lat": 48.9}]
    feed = read(
        tmp_path, stops=stops, stop_times=calls("T1", ("A ", "08:00:00"), ("B", "09:00:00"))
    )
    assert calls_of(feed, "T1")[0][0] == "A"
    assert np.allclose(feed.stops.lat, [48.79, 48.80, 48.81])
    assert codes(feed) == {"duplicate_key", "leading_or_trailing_whitespaces"}
