"""Reading the declared files strictly; ScaleError names the file, the place and what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args

from jalon.rights.ranges import Range
from jalon.rights.request.household import AdultStatus
from jalon.rights.scales.load import subject, subjects
from jalon.rights.scales.reading import Place, read_yaml
from jalon.rights.takeup.declared.entry import (
    GENDERS,
    Bounds,
    Condition,
    Entry,
    Gender,
    Question,
    ScaleOf,
)
from jalon.rights.takeup.result import Claim

FIELDS = frozenset((
    "adults.status", "adults.past_net_salaries", "adults.net_salary_eur_month",
    "adults.income_eur_month", "adults.income_since", "adults.with_parents", "adults.pregnant",
    "adults.resources_n2_eur_year", "adults.permit_years", "adults.registered",
    "children.support_eur_month",
    "children.care", "children.care.hours_month_now", "children.custody", "housing.status",
    "housing.rent_eur", "housing.flat_share", "housing.loan", "commune", "resources_n2_eur_year",
    "isolated_since", "past_benefits.rsa", "past_benefits.aide_logement",
))  # fmt: skip
"""The places of a household that a question may fill."""
FISCA = frozenset(("rsa", "ppa", "housing", "family"))
_ENTRY = {"id", "name", "gender", "about", "article", "claim_at", "documents", "questions"}
_ENTRY_MAY = {"scale", "paid_in_month", "fictional", "conditions", "amount_eur_month"}
_BOUNDS = {"at_least", "under", "at_most", "each_child"}
_AGES = {"from_years": "at_least", "under_years": "under"}


def read_entry(path: Path, questions: Mapping[str, Question]) -> Entry:
    """One benefit; it names some of the `questions`."""
    place = Place(path.name, "the file")
    written = place.keys(read_yaml(path), _ENTRY, _ENTRY_MAY)
    name = path.stem if path.parent.name != "local" else f"local_{path.stem}"
    if written["id"] != name:
        place.wrong(f"id is {written['id']!r}, and the file says {name}")
    fictional = place.flag(written, "fictional") if "fictional" in written else False
    if fictional and "conditions" not in written:
        place.wrong("a fictional aid has conditions")
    listed = _list(place.inside("conditions"), written.get("conditions", []), dict)
    return Entry(
        name,
        place.text(written, "name"),
        _gender(place, place.text(written, "gender")),
        place.text(written, "about"),
        place.text(written, "article"),
        _claim(place.inside("claim_at"), written["claim_at"]),
        tuple(_list(place.inside("documents"), written["documents"], str, least=1)),
        _scale(place.inside("scale"), written["scale"]) if "scale" in written else None,
        _questions(place.inside("questions"), written["questions"], questions),
        fictional,
        tuple(_condition(place.inside(f"conditions[{i}]"), of) for i, of in enumerate(listed)),
        _amount(place.inside("amount_eur_month"), written.get("amount_eur_month")),
        _month_of_year(place, written.get("paid_in_month")),
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
    written = place.keys(content, {"ask", "why"}, {"field", "ask_partner"})
    field = place.text(written, "field") if "field" in written else None
    if field is not None and field not in FIELDS:
        place.wrong(f"{field} is not a place of a household")
    of_partner = place.text(written, "ask_partner") if "ask_partner" in written else ""
    return Question(code, place.text(written, "ask"), place.text(written, "why"), field, of_partner)


def _gender(place: Place, name: str) -> Gender:
    known = next((gender for gender in GENDERS if gender == name), None)
    return known or place.wrong(f"{name} is not one of {', '.join(GENDERS)}")


def _month_of_year(place: Place, content: object) -> int | None:
    if content is not None and content not in range(1, 13):
        place.wrong(f"paid_in_month is {content!r}, and no month from 1 to 12")
    return content  # type: ignore[return-value] # one of these numbers, or None


def _claim(place: Place, content: object) -> Claim:
    written = place.keys(content, {"organisation", "how", "url"})
    if not place.text(written, "url").startswith("https://"):
        place.wrong("url does not begin with https://")
    return Claim(*(place.text(written, name) for name in ("organisation", "how", "url")))


def _scale(place: Place, content: object) -> ScaleOf:
    written = place.keys(content, {"name"}, {"follows", "valid_from", "source", "checked_on"})
    if ("follows" in written) == ("valid_from" in written):
        place.wrong("one of follows and valid_from is expected")
    follows = place.text(written, "follows") if "follows" in written else None
    is_ours = follows is not None and _follows_ours(place, follows)
    if is_ours in ("source" in written, "checked_on" in written):
        place.wrong("source and checked_on are here, or in the file of scales that is followed")
    return ScaleOf(
        place.text(written, "name"),
        follows,
        place.date(written, "valid_from") if "valid_from" in written else None,
        place.text(written, "source") if "source" in written else None,
        place.date(written, "checked_on") if "checked_on" in written else None,
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
    written = place.keys(content, {"low", "central", "high"})
    try:
        return Range(*(place.number(written[name]) for name in ("low", "central", "high")))
    except ValueError as error:
        place.wrong(str(error))


def _condition(place: Place, content: object) -> Condition:
    written = place.mapping(content)
    if len(written) != 1:
        place.wrong("one condition by line is expected")
    ((kind, value),) = written.items()
    if kind in ("age_years", "resources_eur_month"):
        return Condition(kind, bounds=_bounds(place, value, {name: name for name in _BOUNDS}))
    if kind == "children":
        return Condition(kind, bounds=_bounds(place, value, _AGES))
    if kind == "works":
        return Condition(kind, (str(place.flag(written, kind)),))
    if kind == "receives":
        return Condition(kind, (_known(place, place.text(written, kind), ("rsa",)),))
    if kind == "commune":
        return Condition(kind, tuple(_list(place, value, str, least=1)))
    if kind == "status":
        statuses: tuple[str, ...] = get_args(AdultStatus)
        names = _list(place, value, str, least=1)
        return Condition(kind, tuple(_known(place, name, statuses) for name in names))
    place.wrong(f"{kind} is not a condition that is known")


def _bounds(place: Place, content: object, names: Mapping[str, str]) -> Bounds:
    written = place.keys(content, set(), set(names))
    if not written:
        place.wrong("a bound is expected")
    return Bounds(**{names[name]: place.number(value) for name, value in written.items()})


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
