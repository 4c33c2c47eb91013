"""Reading a file of scales strictly: a slip in a file would change what people are told."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Set
from pathlib import Path
from typing import Any, NoReturn

import yaml

from jalon.core.errors import ScaleError
from jalon.rights.scales.values import Scale, ScaleLine, Steps, Subject

UNKNOWN = "unknown"
_FILE = {"subject", "about", "next_revaluation", "look_for", "scales"}
_SCALE = {"about", "unit", "dated"}
_SCALE_MAY = {"communes", "fictional"}
_LINE = {"valid_from", "source", "checked_on", "sure"}
_LINE_MAY = {"value", "steps", "url"}


class _Loader(yaml.SafeLoader):
    """YAML where a key that is written twice is a fault, not the last one's victory."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    pairs = [(loader.construct_object(k, deep=True), v) for k, v in node.value]
    keys = [key for key, _ in pairs]
    twice = sorted({str(key) for key in keys if keys.count(key) > 1})
    if twice:
        raise yaml.constructor.ConstructorError(None, None, f"{twice[0]} is written twice")
    return {key: loader.construct_object(value, deep=True) for key, value in pairs}


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read_yaml(path: Path) -> Any:  # noqa: ANN401 - what a file holds is not known yet
    """What a YAML file holds; ScaleError where it cannot be read or a key is written twice."""
    try:
        # _Loader is a SafeLoader: it builds plain values only.
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506
    except yaml.YAMLError as error:
        why = " ".join(str(error).split())
        raise ScaleError(f"{path.name} is not YAML that can be read: {why}.") from None


def read_subject(path: Path) -> Subject:
    """One file of scales; ScaleError names the file, the place and what is wrong."""
    content = read_yaml(path)
    place = Place(path.name, "the file")
    place.keys(content, _FILE)
    if content["subject"] != path.stem:
        place.wrong(f"subject is {content['subject']!r}, and the file is named {path.stem}")
    place.inside("scales").mapping(content["scales"])
    return Subject(
        path.stem,
        place.date(content, "next_revaluation"),
        place.text(content, "look_for"),
        {name: _scale(path.name, name, of) for name, of in content["scales"].items()},
    )


def _scale(file: str, name: str, content: object) -> Scale:
    place = Place(file, name)
    written = place.keys(content, _SCALE, _SCALE_MAY)
    if not isinstance(written["dated"], list) or not written["dated"]:
        place.wrong("dated has no line")
    lines = tuple(_line(place.inside(f"dated[{i}]"), of) for i, of in enumerate(written["dated"]))
    starts = [line.valid_from for line in lines]
    if starts != sorted(set(starts)):
        place.wrong("valid_from does not rise from line to line")
    fictional = place.flag(written, "fictional") if "fictional" in written else False
    if fictional and any(line.sure for line in lines):
        place.wrong("what is fictional is not sure")
    return Scale(
        name,
        place.text(written, "about"),
        place.text(written, "unit"),
        lines,
        tuple(place.texts(written.get("communes", []))),
        fictional,
    )


def _line(place: Place, content: object) -> ScaleLine:
    written = place.keys(content, _LINE, _LINE_MAY)
    if ("value" in written) == ("steps" in written):
        place.wrong("one of value and steps is expected")
    valid_from = place.date(written, "valid_from")
    if valid_from.day != 1:
        place.wrong("valid_from is not the first day of a month")
    return ScaleLine(
        place.amount(written["value"]) if "value" in written else None,
        place.steps(written["steps"]) if "steps" in written else (),
        valid_from,
        place.text(written, "source"),
        place.text(written, "url") if "url" in written else None,
        place.date(written, "checked_on"),
        place.flag(written, "sure"),
    )


class Place:
    """Where in which file something stands, so that every complaint can say it."""

    def __init__(self, file: str, name: str) -> None:
        self.file, self.name = file, name

    def inside(self, name: str) -> Place:
        """A place under this one."""
        return Place(self.file, name if self.name == "the file" else f"{self.name}, {name}")

    def wrong(self, why: str) -> NoReturn:
        """Complain: ScaleError with the file, the place and why."""
        raise ScaleError(f"{self.file}, {self.name}: {why}.")

    def mapping(self, content: object) -> dict[str, Any]:
        """Names with values."""
        if not isinstance(content, dict) or not all(isinstance(key, str) for key in content):
            self.wrong("names with values are expected")
        return content

    def keys(self, content: object, must: Set[str], may: Set[str] = frozenset()) -> dict[str, Any]:
        """Names with values: all that `must` be there, and nothing that is not known."""
        written = self.mapping(content)
        strange, missing = sorted(set(written) - must - may), sorted(must - set(written))
        if strange:
            self.wrong(f"{strange[0]} is not known here")
        if missing:
            self.wrong(f"{missing[0]} is missing")
        return written

    def date(self, content: dict[str, Any], key: str) -> dt.date:
        """A day."""
        value = content[key]
        if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
            self.wrong(f"{key} is not a date like 2026-04-01")
        return value

    def text(self, content: dict[str, Any], key: str) -> str:
        """A text on one line; no-break spaces stay."""
        value = content[key]
        if not isinstance(value, str) or not value.strip():
            self.wrong(f"{key} is not a text")
        return re.sub(r"[ \t\n]+", " ", value.strip())

    def texts(self, content: object) -> list[str]:
        """INSEE codes."""
        if not isinstance(content, list) or not all(isinstance(item, str) for item in content):
            self.wrong("communes are not a list of INSEE codes in quotes")
        return content

    def flag(self, content: dict[str, Any], key: str) -> bool:
        """True or false."""
        value = content[key]
        if not isinstance(value, bool):
            self.wrong(f"{key} is neither true nor false")
        return value

    def amount(self, value: object) -> float | None:
        """A number, or None where the file says that it is unknown."""
        return None if value == UNKNOWN else self.number(value)

    def number(self, value: object) -> float:
        """A number."""
        if isinstance(value, bool) or not isinstance(value, int | float) or math.isnan(value):
            self.wrong(f"{value!r} is not a number")
        return float(value)

    def steps(self, content: object) -> Steps:
        """Pairs that rise to a last one without a bound."""
        if not isinstance(content, list) or not all(
            isinstance(item, list) and len(item) == 2 for item in content
        ):
            self.wrong("steps are not pairs like [1, 0.5]")
        steps = tuple((self.number(up_to), self.number(value)) for up_to, value in content)
        bounds = [up_to for up_to, _ in steps]
        if not bounds or bounds != sorted(set(bounds)) or bounds[-1] != math.inf:
            self.wrong("steps do not rise to a last one without a bound (.inf)")
        return steps
