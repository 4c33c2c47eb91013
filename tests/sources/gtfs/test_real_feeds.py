"""Real feeds, read whole, against what is known of them from elsewhere."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import numpy as np
import pytest

from jalon.sources.gtfs import Feed, read_feed

DATA = Path(__file__).parents[4] / "shared/data"
VAL_DE_MARNE = DATA / "gtfs-ratp-val-de-marne.zip"
pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(not VAL_DE_MARNE.exists(), reason="the real feeds are not beside"),
]


@pytest.fixture(scope="module")
def val_de_marne() -> Feed:
    return read_feed(VAL_DE_MARNE)


def test_counts(val_de_marne: Feed) -> None:
    """As the README of the data counts them."""
    assert len(val_de_marne.stops.ids) == 7_417
    assert len(val_de_marne.trips.ids) == 56_808
    assert val_de_marne.stop_times.stop.size == 1_473_073
    assert val_de_marne.timezone == "Europe/Paris"
    assert val_de_marne.services.first_day == dt.date(2026, 1, 1)


def test_a_tuesday(val_de_marne: Feed) -> None:
    """19,105 trips and 467,085 connections run on a Tuesday."""
    day = (dt.date(2026, 11, 24) - val_de_marne.services.first_day).days
    running = val_de_marne.services.active[val_de_marne.trips.service, day]
    hops = np.diff(val_de_marne.trips.start) - 1
    assert running.sum() == 19_105
    assert hops[running].sum() == 467_085


def test_nothing_is_lost_and_little_is_said(val_de_marne: Feed) -> None:
    assert not np.isnan(val_de_marne.stops.lat).any()
    assert (val_de_marne.trips.route >= 0).all()
    assert [notice.code for notice in val_de_marne.notices] == ["leading_or_trailing_whitespaces"]


def test_it_takes_seconds() -> None:
    """About one second on a quiet machine; six is the promise."""
    start = time.process_time()
    read_feed(VAL_DE_MARNE)
    assert time.process_time() - start < 12  # two cores at most
