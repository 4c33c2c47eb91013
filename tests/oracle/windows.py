"""Unknown hours: the starts on a grid that would hold."""

from __future__ import annotations

from tests.oracle.day import Day, Json, Places


def windows(day: Day, request: Json, offer: Json, choices: list[Places]) -> Json:
    """The windows of a day whose hours are unknown; nothing for one whose hours are known."""
    if day.known:
        return {"start_windows": None, "start_windows_for": None}
    step_s = int(request.get("settings", {}).get("start_step_min", 15) * 60)
    minutes = offer.get("duration_min")
    grid = range(0, 86_400, step_s)
    held = [start for start in grid if day.start_holds(choices, start, minutes)]
    return {
        "start_windows": joined(held, step_s),
        "start_windows_for": "way_out" if minutes is None else "day",
    }


def joined(starts: list[int], step_s: int) -> list[tuple[int, int]]:
    """The first and the last of starts that follow one another on the grid."""
    found: list[tuple[int, int]] = []
    for start in starts:
        if found and found[-1][1] == start - step_s:
            found[-1] = found[-1][0], start
        else:
            found.append((start, start))
    return found
