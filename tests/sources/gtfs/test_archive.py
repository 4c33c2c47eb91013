"""Zips and folders: what is refused, what is read, and the fingerprint."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from jalon.core.errors import EXIT_WRONG_INPUT, FeedError
from jalon.sources.gtfs import read_feed
from tests.gtfs_feeds import AGENCY, CALENDAR, ROUTES, trip, write_feed
from tests.sources.gtfs.helpers import calls_of, codes, notice, read


def refusal(path: Path) -> str:
    """The sentence with which a feed is refused: one line that ends without a traceback."""
    with pytest.raises(FeedError) as refused:
        read_feed(path)
    sentence = str(refused.value)
    assert refused.value.exit_code == EXIT_WRONG_INPUT
    assert sentence.startswith(f"{path.name}: ")
    assert "\n" not in sentence
    return sentence.removeprefix(f"{path.name}: ")


def test_a_zip_and_a_folder_give_the_same_feed(tmp_path: Path) -> None:
    packed = read_feed(write_feed(tmp_path / "feed.zip"))
    folder = read_feed(write_feed(tmp_path / "feed"))
    assert (packed.name, folder.name) == ("feed.zip", "feed")
    assert calls_of(packed, "T1") == calls_of(folder, "T1")
    assert packed.timezone == folder.timezone == "Europe/Paris"


def test_the_fingerprint_of_a_zip_is_that_of_its_bytes(tmp_path: Path) -> None:
    path = write_feed(tmp_path / "feed.zip")
    assert read_feed(path).sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_fingerprint_of_a_folder(tmp_path: Path) -> None:
    """The same for the same names and contents, another as soon as one of them changes."""
    first, second = write_feed(tmp_path / "a"), write_feed(tmp_path / "b")
    mark = read_feed(first).sha256
    assert len(mark) == 64
    assert read_feed(second).sha256 == mark
    (second / "note.txt").write_text("x")
    other = read_feed(second).sha256
    (second / "note.txt").rename(second / "nota.txt")
    assert len({mark, other, read_feed(second).sha256}) == 3


def test_publisher(tmp_path: Path) -> None:
    assert read(tmp_path).publisher == "Lignes d'essai"
    assert read(tmp_path, feed_info=[{"feed_publisher_name": "Région"}]).publisher == "Région"
    assert read(tmp_path, feed_info=[{"feed_publisher_name": ""}]).publisher == "Lignes d'essai"
    assert read(tmp_path, agency="agency_timezone\nEurope/Paris\n").publisher == ""


def test_a_feed_in_a_folder_of_the_zip(tmp_path: Path) -> None:
    extra = {"__MACOSX/gtfs/._stops.txt": b"\0", "gtfs/read me.pdf": b"\0"}
    feed = read_feed(write_feed(tmp_path / "feed.zip", inside="gtfs/", extra=extra))
    assert len(calls_of(feed, "T1")) == 3
    assert notice(feed, "invalid_input_files_in_subfolder").file == "gtfs"


def test_a_copy_in_a_folder_beside_the_feed_is_not_read(tmp_path: Path) -> None:
    feed = read_feed(write_feed(tmp_path / "feed.zip", extra={"old/stops.txt": b"\0"}))
    assert codes(feed) == set()


def test_two_feeds_in_one_zip(tmp_path: Path) -> None:
    path = write_feed(tmp_path / "feed.zip", inside="bus/", extra={"metro/stops.txt": b"x"})
    assert refusal(path) == "it holds several feeds (bus, metro); make one zip of each"


def test_nothing_there(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone.zip") == "there is no such file or folder; check the path"
    (tmp_path / "empty").mkdir()
    assert "agency.txt is missing" in refusal(tmp_path / "empty")


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = write_feed(tmp_path / "feed.zip")
    path.chmod(stat.S_IWUSR)
    assert "Permission denied" in refusal(path)


@pytest.mark.parametrize("content", [b"", b"GTFS", b"PK\x03\x04" + b"\0" * 50])
def test_not_a_zip(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "feed.zip").write_bytes(content)
    assert refusal(tmp_path / "feed.zip").startswith("it is not a zip file, or it was cut short")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_zip_that_was_cut_short(tmp_path: Path, share: float) -> None:
    path = write_feed(tmp_path / "feed.zip")
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    assert refusal(path).startswith("it is not a zip file, or it was cut short")


def test_a_zip_with_nothing_in_it(tmp_path: Path) -> None:
    zipfile.ZipFile(tmp_path / "feed.zip", "w").close()
    assert "agency.txt is missing" in refusal(tmp_path / "feed.zip")


def test_a_damaged_entry(tmp_path: Path) -> None:
    """One byte changed in each place of the packed stop times: refused, or read all the same."""
    path = write_feed(tmp_path / "feed.zip")
    content = path.read_bytes()
    start = content.index(b"stop_times.txt") + len("stop_times.txt")
    end = content.index(b"PK\x03\x04", start)
    for place in range(start, end, 5):
        path.write_bytes(content[:place] + bytes([content[place] ^ 0x55]) + content[place + 1 :])
        assert "stop_times.txt is damaged in the zip" in refusal(path)


def test_no_zip_however_damaged_gives_a_traceback(tmp_path: Path) -> None:
    path = write_feed(tmp_path / "feed.zip")
    content = path.read_bytes()
    for place in range(0, len(content), 7):
        path.write_bytes(content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :])
        with contextlib.suppress(FeedError):
            read_feed(path)


def test_a_password(tmp_path: Path) -> None:
    path = write_feed(tmp_path / "feed.zip")
    content = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := content.find(mark, place + 1)) >= 0:
            content[place + offset] |= 1
    path.write_bytes(content)
    assert "is damaged in the zip" in refusal(path)


@pytest.mark.parametrize(
    "name",
    ["../stops.txt", "a/../../b.txt", "/etc/passwd", "..\\stops.txt", "C:\\stops.txt", "\\x.txt"],
)
def test_names_outside_of_the_zip(tmp_path: Path, name: str) -> None:
    path = write_feed(tmp_path / "feed.zip", extra={name: b"x"})
    assert "outside of it; make the zip again" in refusal(path)
    assert [item.name for item in tmp_path.iterdir()] == ["feed.zip"]  # nothing was extracted


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_is_there_twice(tmp_path: Path) -> None:
    path = write_feed(tmp_path / "feed.zip")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("stops.txt", "stop_id\n")
    assert refusal(path) == "stops.txt is in the zip 2 times; keep one of them"


def test_a_zip_bomb_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """Fifty megabytes of zeros in fifty kilobytes, in a file that Jalon would not even read."""
    path = write_feed(tmp_path / "feed.zip", extra={"shapes.txt": b"0" * 50_000_000})
    assert "shapes.txt would take 50,000,000 bytes" in refusal(path)
    assert "zip bomb" in refusal(path)


def test_a_bomb_of_many_small_files(tmp_path: Path) -> None:
    extra = {f"{number}.txt": b"0" * 9_000_000 for number in range(10)}
    path = write_feed(tmp_path / "feed.zip", extra=extra)
    assert refusal(path).startswith("its files would take 90,0")


def test_a_bomb_that_declares_less_than_it_holds(tmp_path: Path) -> None:
    """What is read stops at the declared size; the checksum then shows the lie."""
    bomb = b"trip_id,arrival_time,departure_time,stop_id,stop_sequence\n" + b"\n" * 30_000_000
    path = write_feed(tmp_path / "feed.zip", stop_times=bomb, trips=[trip("T1")])
    content = path.read_bytes()
    path.write_bytes(content.replace(struct.pack("<L", len(bomb)), struct.pack("<L", 1000)))
    assert "stop_times.txt is damaged in the zip" in refusal(path)


def test_a_file_larger_than_what_is_read(tmp_path: Path) -> None:
    folder = write_feed(tmp_path / "feed")
    with (folder / "stop_times.txt").open("r+b") as stream:
        stream.truncate((4 << 30) + 1)  # sparse: it takes no room
    message = "stop_times.txt has 4,294,967,297 bytes; the most that is read is 4 GiB"
    with pytest.raises(FeedError, match=message):
        read_feed(folder)


@pytest.mark.parametrize("suffix", ["", ".zip"])
@pytest.mark.parametrize(
    ("tables", "sentence"),
    [
        ({"stops": None}, "stops.txt is missing"),
        ({"trips": None}, "trips.txt is missing"),
        ({"stop_times": None}, "stop_times.txt is missing"),
        ({"agency": None}, "agency.txt is missing"),
        ({"calendar": None}, "calendar.txt and calendar_dates.txt are missing"),
        ({"agency": "agency_name\nX\n"}, "agency.txt has no column agency_timezone"),
        ({"agency": "agency_name,agency_timezone\nX,\n"}, "agency.txt has no agency_timezone"),
        ({"agency": "agency_timezone\nEurope/Pariss\n"}, "'Europe/Pariss' is not a time zone"),
        ({"agency": "agency_timezone\n../../etc/passwd\n"}, "is not a time zone"),
        ({"agency": "agency_timezone\nEurope\n"}, "'Europe' is not a time zone"),
        (
            {"agency": "agency_timezone\nEurope/Paris\nEurope/London\n"},
            r"several time zones \(Europe/Paris, Europe/London\)",
        ),
    ],
)
def test_feeds_that_cannot_be_used(
    tmp_path: Path, suffix: str, tables: dict[str, object], sentence: str
) -> None:
    path = write_feed(tmp_path / f"feed{suffix}", **tables)  # type: ignore[arg-type]
    with pytest.raises(FeedError, match=sentence):
        read_feed(path)


COLUMNS = {
    "stops": (["stop_id", "stop_lat", "stop_lon"], None),
    "trips": (["route_id", "service_id", "trip_id"], [{"route_id": "R", "service_id": "S"}]),
    "stop_times": (
        ["trip_id", "arrival_time", "departure_time", "stop_id", "stop_sequence"],
        None,
    ),
    "routes": (["route_id"], ROUTES),
    "calendar": (["service_id", "sunday", "start_date", "end_date"], CALENDAR),
    "calendar_dates": (["service_id", "date", "exception_type"], None),
    "frequencies": (["trip_id", "start_time", "end_time", "headway_secs"], None),
    "agency": (["agency_timezone"], AGENCY),
}


@pytest.mark.parametrize(
    ("table", "missing"),
    [(table, name) for table, (names, _) in COLUMNS.items() for name in names],
)
def test_a_required_column_is_missing(tmp_path: Path, table: str, missing: str) -> None:
    weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    names = [*COLUMNS[table][0], *(weekdays if table == "calendar" else []), "more"]
    text = ",".join(name for name in dict.fromkeys(names) if name != missing) + "\n"
    path = write_feed(tmp_path / "feed.zip", **{table: text})  # type: ignore[arg-type]
    assert refusal(path).startswith(f"{table}.txt has no column {missing} (it has ")


def test_one_agency_without_a_time_zone(tmp_path: Path) -> None:
    feed = read(tmp_path, agency="agency_name,agency_timezone\nX,Europe/Paris\nY,\nZ,Europe/Paris")
    assert feed.timezone == "Europe/Paris"
    assert notice(feed, "missing_required_field").line == 3
