"""Reading the declared files strictly; ScaleError names the file, the place and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

from jalon.rights.ranges import Range
from jalon.rights.request.household import AdultStatus
from jalon.rights.scales.load import subject, subjects
from jalon.rights.scales.reading import Place, read_yaml
from jalon.rights.takeup.declared.entry import Bounds, Condition, Entry, Question, ScaleOf
from jalon.rights.takeup.result import Claim

FIELDS = frozenset((
    "adults.status", "adults.past_net_salaries", "adults.net_salary_eur_month",
    "adults.income_eur_month", "children.support_eur_month", "children.care",
    "children.care.hours_month_now", "housing.status", "housing.rent_eur", "commune",
    "resources_n2_eur_year", "isolated_since", "past_benefits.rsa", "past_benefits.aide_logement",
))  # fmt: skip
"""The places of a household that a question may fill."""
FISCA = frozenset(("rsa", "ppa", "housing", "family"))
_ENTRY = {"id", "name", "about", "article", "claim_at", "documents", "questions"}
_ENTRY_MAY = {"scale", "fictional", "conditions", "amount_eur_month"}
_BOUNDS = {"at_least", "under", "at_most", "each_child"}
_AGES = {"from_years": "at_least", "under_years": "under"}


def read_entry(path: Path, questions: Mapping[str, Question]) -> Entry:
    """One benefit; it names some of the `questions`."""
    place = Place(path.name, "the file")
    found = place.keys(read_yaml(path), _ENTRY, _ENTRY_MAY)
    name = path.stem if path.parent.name != "local" else f"local_{path.stem}"
    if found["id"] != name:
        place.wrong(f"id is {found['id']!r}, and the file says {name}")
    fictional = place.flag(found, "fictional") if "fictional" in found else False
    if fictional and "conditions" not in found:
        place.wrong("a fictional aid has conditions")
    listed = _list(place.inside("conditions"), found.get("conditions", []), dict)
    return Entry(
        name,
        place.text(found, "name"),
        place.text(found, "about"),
        place.text(found, "article"),
        _claim(place.inside("claim_at"), found["claim_at"]),
        tuple(_list(place.inside("documents"), found["documents"], str, least=1)),
        _scale(place.inside("scale"), found["scale"]) if "scale" in found else None,
        _questions(place.inside("questions"), found["questions"], questions),
        fictional,
        tuple(_condition(place.inside(f"conditions[{i}]"), of) for i, of in enumerate(listed)),
        _amount(place.inside("amount_eur_month"), found.get("amount_eur_month")),
    )


def read_questions(path: Path) -> Mapping[str, Question]:
    """All questions by code."""
    place = Place(path.name, "the file")
    return {
        code: _question(place.inside(code), code, content)
        for code, content in place.mapping(read_yaml(path)).items()
    }


def read_reasons(path: Path) -> Mapping[str, str]:
    """The sentence of each reason."""
    place = Place(path.name, "the file")
    content = place.mapping(read_yaml(path))
    return {code: place.text(content, code) for code in content}


def _question(place: Place, code: str, content: object) -> Question:
    found = place.keys(content, {"ask", "why"}, {"field"})
    field = place.text(found, "field") if "field" in found else None
    if field is not None and field not in FIELDS:
        place.wrong(f"{field} is not a place of a household")
    return Question(code, place.text(found, "ask"), place.text(found, "why"), field)


def _claim(place: Place, content: object) -> Claim:
    found = place.keys(content, {"organisation", "how", "url"})
    if not place.text(found, "url").startswith("https://"):
        place.wrong("url does not begin with https://")
    return Claim(*(place.text(found, name) for name in ("organisation", "how", "url")))


def _scale(place: Place, content: object) -> ScaleOf:
    found = place.keys(content, {"name"}, {"follows", "valid_from", "source", "checked_on"})
    if ("follows" in found) == ("valid_from" in found):
        place.wrong("one of follows and valid_from is expected")
    follows = place.text(found, "follows") if "follows" in found else None
    is_ours = follows is not None and _follows_ours(place, follows)
    if is_ours in ("source" in found, "checked_on" in found):
        place.wrong("source and checked_on are here, or in the file of scales that is followed")
    return ScaleOf(
        place.text(found, "name"),
        follows,
        place.date(found, "valid_from") if "valid_from" in found else None,
        place.text(found, "source") if "source" in found else None,
        place.date(found, "checked_on") if "checked_on" in found else None,
    )


def _follows_ours(place: Place, follows: str) -> bool:
    """Whether it is one of our dated scales; else it is one of OpenFisca's."""
    kind, _, name = follows.partition(".")
    of, _, scale = name.partition(".")
    if kind == "scales" and of in subjects() and scale in subject(of).scales:
        return True
    if kind != "fisca" or name not in FISCA:
        place.wrong(f"there is no scale {follows}")
    return False


def _questions(
    place: Place, content: object, known: Mapping[str, Question]
) -> Mapping[str, Question]:
    codes = _list(place, content, str)
    strange = [code for code in codes if code not in known]
    if strange:
        place.wrong(f"there is no question {strange[0]}")
    return {code: known[code] for code in codes}


def _amount(place: Place, content: object) -> Range | None:
    if content is None:
        return None
    found = place.keys(content, {"low", "central", "high"})
    try:
        return Range(*(place.number(found[name]) for name in ("low", "central", "high")))
    except ValueError as error:
        place.wrong(str(error))


def _condition(place: Place, content: object) -> Condition:
    found = place.mapping(content)
    if len(found) != 1:
        place.wrong("one condition by line is expected")
    ((kind, value),) = found.items()
    if kind in ("age_years", "resources_eur_month"):
        return Condition(kind, bounds=_bounds(place, value, {name: name for name in _BOUNDS}))
    if kind == "children":
        return Condition(kind, bounds=_bounds(place, value, _AGES))
    if kind == "works":
        return Condition(kind, (str(place.flag(found, kind)),))
    if kind == "receives":
        return Condition(kind, (_known(place, place.text(found, kind), ("rsa",)),))
    if kind == "commune":
        return Condition(kind, tuple(_list(place, value, str, least=1)))
    if kind == "status":
        statuses: tuple[str, ...] = get_args(AdultStatus)
        names = _list(place, value, str, least=1)
        return Condition(kind, tuple(_known(place, name, statuses) for name in names))
    place.wrong(f"{kind} is not a condition that is known")


def _bounds(place: Place, content: object, names: Mapping[str, str]) -> Bounds:
    found = place.keys(content, set(), set(names))
    if not found:
        place.wrong("a bound is expected")
    return Bounds(**{names[name]: place.number(value) for name, value in found.items()})


def _known(place: Place, name: str, names: tuple[str, ...]) -> str:
    if name not in names:
        place.wrong(f"{name} is not one of {', '.join(names)}")
    return name


def _list(place: Place, content: object, of: type, least: int = 0) -> list[Any]:
    if not isinstance(content, list) or not all(isinstance(item, of) for item in content):
        place.wrong(f"a list of {of.__name__} is expected")
    if len(content) < least or len(content) != len({str(item) for item in content}):
        place.wrong("the list is empty, or has something twice")
    return content
