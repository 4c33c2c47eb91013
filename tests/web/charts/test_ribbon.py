from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.reach import Day
from jalon.web.charts.ribbon import HOUR_LABEL_PX, MIN_WORK_PCT, NARROW_PX, RibbonHour, draw_ribbon
from jalon.web.charts.ribbon_svg import ribbon_drawing, tell_ribbon
from tests.web import days


def walking_day(out_min: int, back_min: int) -> Day:
    return days.make_day(
        (("walk", out_min, "work"),), (("walk", back_min, "home"),), ("09:00", "17:00")
    )


def test_blocks_cover_the_band_without_holes() -> None:
    blocks = draw_ribbon(days.creche_day()).blocks
    assert blocks[0].x == 0
    for one, following in pairwise(blocks):
        assert one.x + one.width == pytest.approx(following.x)
    assert blocks[-1].x + blocks[-1].width == pytest.approx(100)


def test_the_shift_keeps_its_least_share_when_the_travel_fills_the_scale() -> None:
    work = next(block for block in draw_ribbon(days.creche_day()).blocks if block.kind == "work")
    assert work.width == pytest.approx(MIN_WORK_PCT)


def test_a_minute_is_as_wide_on_two_ribbons_of_one_scale() -> None:
    # 120 minutes share 74 % of the width: ten minutes of walk are 6.17 %, whatever the day.
    short = draw_ribbon(walking_day(10, 10), 120).blocks[0]
    long = draw_ribbon(walking_day(10, 60), 120).blocks[0]
    assert short.width == long.width == pytest.approx(10 * (100 - MIN_WORK_PCT) / 120)


def test_a_day_longer_than_the_scale_still_fits() -> None:
    blocks = draw_ribbon(walking_day(90, 90), 120).blocks
    assert sum(block.width for block in blocks) == pytest.approx(100)
    assert min(block.width for block in blocks) > 0


def test_a_line_is_named_where_it_fits() -> None:
    # 74 % for 120 min: 13 min are 24 px on a phone and hold "8"; 9 min are too few for "107".
    rides = [block for block in draw_ribbon(days.creche_day()).blocks if block.kind == "ride"]
    assert [(ride.text, ride.is_wide) for ride in rides[:2]] == [("8", False), ("107", True)]


def test_a_name_too_long_for_any_screen_is_left_to_the_list() -> None:
    out = (("ride", 2, "work", "", "Transval 12", "", 3),)
    day = days.make_day(out, (("walk", 60, "home"),), ("09:00", "17:00"))
    assert draw_ribbon(day, 120).blocks[0].text == ""


def span(hour: RibbonHour) -> tuple[float, float]:
    x = hour.x / 100 * NARROW_PX
    left = x - {"start": 0, "middle": HOUR_LABEL_PX / 2, "end": HOUR_LABEL_PX}[hour.anchor]
    return left, left + HOUR_LABEL_PX


@given(
    walks=st.lists(st.integers(1, 40), min_size=2, max_size=6),
    handovers=st.integers(1, 3),
    across=st.integers(0, 180),
)
def test_hours_never_touch_nor_leave_the_band(
    walks: list[int], handovers: int, across: int
) -> None:
    way = tuple(
        step
        for rank, minutes in enumerate(walks)
        for step in (
            ("walk", minutes, f"place:p{rank}"),
            *((("handover", 10, f"place:p{rank}"),) if rank < handovers else ()),
        )
    )
    ribbon = draw_ribbon(days.make_day(way, way, ("10:00", "12:00")), across)
    for hour in ribbon.hours:
        left, right = span(hour)
        assert left >= -0.01
        assert right <= NARROW_PX + 0.01
    for row in (0, 1):
        spans = sorted(span(hour) for hour in ribbon.hours if hour.row == row)
        for (_, right), (left, _) in pairwise(spans):
            assert right <= left + 0.01


def test_the_drawing_has_no_decimal_comma() -> None:
    drawing = ribbon_drawing(days.creche_day(), "large", 0)
    for block in drawing["blocks"]:
        assert "," not in block["x"] + block["width"]
    assert isinstance(drawing["height"], int)


def test_the_whole_band_can_be_heard() -> None:
    told = tell_ribbon(days.creche_day()).replace("\N{NO-BREAK SPACE}", " ")
    assert told.startswith("Votre journée : départ à 7 h 57 ; marche, 7 min ; attente, 3 min ;")
    assert "métro 8, 13 min" in told
    assert "travail, 7 h 30" in told
    assert told.endswith("retour à 17 h 27.")
