"""The value of a scale on a month, and which files are past their revaluation."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jalon.core.errors import ScaleError
from jalon.core.months import Month, first_day, format_month, month_of
from jalon.rights.scales.reading import read_subject
from jalon.rights.scales.values import Scale, ScaleLine, Subject, Value

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class OverdueFile:
    """A file that was due for a look on a day that has come."""

    file: str
    since: dt.date
    look_for: str

    @property
    def sentence(self) -> str:
        """What to do, in one sentence."""
        return (
            f"{self.file} was due for a revaluation on {self.since}: add the new lines with their "
            f"source and move next_revaluation, after looking for {self.look_for}."
        )


@cache
def subject(name: str) -> Subject:
    """One file of scales; ScaleError when there is none of that name."""
    path = FOLDER / f"{name}.yaml"
    if name not in subjects():
        raise ScaleError(f"There are no scales named {name}: known are {', '.join(subjects())}.")
    return read_subject(path)


@cache
def subjects() -> tuple[str, ...]:
    """The names of the files of scales."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


def scales(of: str) -> tuple[Scale, ...]:
    """The scales of a subject."""
    return tuple(subject(of).scales.values())


@cache
def at(of: str, name: str, month: Month) -> Value:
    """The value of a scale on a month. ScaleError for a name that is not there, and for a month
    before the first one known: nothing is guessed backwards. After the last line that line holds;
    `is_held` says whether a revaluation was due by then.
    """
    file = subject(of)
    if name not in file.scales:
        raise ScaleError(f"The scales {of} have no {name}.")
    scale = file.scales[name]
    line = _line(of, scale, month)
    return Value(
        of,
        name,
        line.amount,
        line.steps,
        line.valid_from,
        line.source,
        line.url,
        line.checked_on,
        line.sure,
        scale.fictional,
        first_day(month) >= file.next_revaluation,
    )


def _line(of: str, scale: Scale, month: Month) -> ScaleLine:
    lines = [line for line in scale.lines if month_of(line.valid_from) <= month]
    if not lines:
        first = format_month(month_of(scale.lines[0].valid_from))
        raise ScaleError(
            f"The scale {of}.{scale.name} is not known for {format_month(month)}: "
            f"the first month known is {first}."
        )
    return lines[-1]


def outdated(today: dt.date) -> list[OverdueFile]:
    """The files whose revaluation day has come, in the order of their names."""
    files = ((name, subject(name)) for name in subjects())
    return [
        OverdueFile(f"src/jalon/rights/scales/{name}.yaml", file.next_revaluation, file.look_for)
        for name, file in files
        if today >= file.next_revaluation
    ]
