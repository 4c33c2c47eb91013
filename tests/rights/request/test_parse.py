"""A household or offers that cannot be: one sentence each, naming the place."""

from __future__ import annotations

import copy
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jalon.core.errors import RequestError
from jalon.core.months import parse_month
from jalon.rights import Household, parse_household, parse_jobs
from tests.examples import examples

HOUSEHOLD: dict[str, Any] = {
    "month": "2026-11",
    "adults": [{"birth": "1994-05-02", "past_net_salaries": {"2026-08": 0}, "status": "none"}],
    "couple": False,
    "children": [{"birth": "2024-01-10", "care": {"kind": "creche", "hours_month": 140}}],
    "housing": {"status": "tenant_social", "rent_eur": 410, "zone": 1},
    "past_benefits": {"rsa": {"2026-10": 573.49}},
    "next_declaration_month": "2027-01",
    "resources_n2_eur_year": 0,
    "isolated_since": None,
    "commune": "94028",
}
OFFER: dict[str, Any] = {
    "id": "o1", "gross_eur_month": 1867.02, "hours_week": 35, "start": "2026-12-01",
    "months": None, "travel": {"kind": "car", "km_day": 24},
}  # fmt: skip
GONE = object()
Path = tuple[str | int, ...]


def changed(whole: Any, path: Path, value: object) -> Any:  # noqa: ANN401 - JSON
    """The same with one value replaced, or taken away."""
    result = copy.deepcopy(whole)
    node = result
    for step in path[:-1]:
        node = node[step]
    if value is GONE:
        del node[path[-1]]
    else:
        node[path[-1]] = value
    return result


def complaint_of_household(path: Path, value: object) -> str:
    with pytest.raises(RequestError) as found:
        parse_household(changed(HOUSEHOLD, path, value))
    return str(found.value)


def complaint_of_offer(path: Path, value: object) -> str:
    household = parse_household(HOUSEHOLD)
    with pytest.raises(RequestError) as found:
        parse_jobs([changed(OFFER, path, value)], household)
    return str(found.value)


CHILD, ADULT = ("children", 0), ("adults", 0)
WRONG_HOUSEHOLDS: list[tuple[Path, object, str]] = [
    (("month",), GONE, "the household.month is missing."),
    (("month",), "2031-01", "month: 2031-01 is outside the scales, which go from 2025-09 to"),
    (("month",), "2025-08", "month: 2025-08 is outside the scales"),
    (("month",), "2026-13", "month: '2026-13' is not a month like 2026-11."),
    (("month",), 202611, "month: 202611 is not a text."),
    (("month",), None, "month: None is not a text."),
    (("couple",), None, "couple: None is neither true nor false."),
    (("couple",), True, "adults: 1 given, and couple is true: one adult is expected, or two"),
    (("adults",), [], "adults: 0 given, and couple is false"),
    (("adults",), "two", "adults: a list […] is expected."),
    (("adults", 0), None, "adults[0]: an object {…} is expected."),
    ((*ADULT, "birth"), "1994-02-30", "adults[0].birth: '1994-02-30' is not a date"),
    ((*ADULT, "birth"), "2027-01-01", "adults[0].birth: 2027-01-01 is after 2026-11."),
    ((*ADULT, "birth"), "2011-01-01", "adults[0].birth: 2011-01-01 makes an adult of less than 16"),
    ((*ADULT, "birth"), "1905-01-01", "adults[0].birth: 1905-01-01 is more than 110 years ago."),
    ((*ADULT, "birth"), GONE, "adults[0].birth is missing."),
    ((*ADULT, "income_since"), "1990-01", "adults[0].income_since: 1990-01 is before the age of"),
    ((*ADULT, "permit_years"), 60, "adults[0].permit_years: 60 years are more than the adult"),
    ((*ADULT, "with_parents"), True, "adults[0].with_parents: it is said of adults under 25 years"),
    ((*ADULT, "resources_n2_eur_year"), 20_000, "resources_n2_eur_year: 0 is less than the 20000"),
    (("housing", "loan"), True, "housing.loan: a loan is an owner's, and status is tenant_social"),
    ((*ADULT, "status"), "rich", "adults[0].status: 'rich' is not one of none, employee"),
    ((*ADULT, "wage"), 3, "adults[0]: 'wage' is not known here; known are birth, status"),
    ((*ADULT, "net_salary_eur_month"), -5, "adults[0].net_salary_eur_month: -5 is not between 0"),
    ((*ADULT, "net_salary_eur_month"), math.nan, "adults[0].net_salary_eur_month: nan is not a nu"),
    ((*ADULT, "net_salary_eur_month"), math.inf, "adults[0].net_salary_eur_month: inf is not betw"),
    ((*ADULT, "net_salary_eur_month"), "900", "adults[0].net_salary_eur_month: '900' is not a num"),
    ((*ADULT, "net_salary_eur_month"), True, "adults[0].net_salary_eur_month: True is not a numbe"),
    ((*ADULT, "past_net_salaries"), {"2026-12": 1}, "past_net_salaries: 2026-12 is after 2026-11."),
    ((*ADULT, "past_net_salaries"), {"août": 1}, "'août' is not a month like 2026-11."),
    ((*ADULT, "past_net_salaries"), {"2026-08": -1}, "past_net_salaries.2026-08: -1 is not betwee"),
    ((*ADULT, "past_net_salaries"), [900], "past_net_salaries: an object by month {…} is expected"),
    ((*CHILD, "birth"), "1993-01-01", "children[0].birth: 1993-01-01 is not 12 years after the bi"),
    ((*CHILD, "birth"), "2027-03-01", "children[0].birth: 2027-03-01 is after 2026-11."),
    ((*CHILD, "care"), {"kind": "granny"}, "children[0].care.kind: 'granny' is not one of none, c"),
    ((*CHILD, "care"), {"hours_month": 4}, "children[0].care.kind is missing."),
    ((*CHILD, "care"), {"kind": "creche", "hours_month": 900}, "hours_month: 900 is not between 0"),
    ((*CHILD, "disabled"), "no", "children[0].disabled: 'no' is neither true nor false."),
    (("children",), [HOUSEHOLD["children"][0]] * 13, "children: more than 12 children."),
    (("children",), {}, "children: a list […] is expected."),
    (("housing",), [], "housing: an object {…} is expected."),
    (("housing", "status"), "castle", "housing.status: 'castle' is not one of tenant"),
    (("housing", "zone"), 4, "housing.zone: 4 is not between 1 and 3."),
    (("housing", "zone"), 1.5, "housing.zone: 1.5 is not a whole number."),
    (("housing", "rent_eur"), -410, "housing.rent_eur: -410 is not between 0"),
    (("past_benefits",), {"lottery": {}}, "past_benefits: 'lottery' is not known here; known are "),
    (("past_benefits", "rsa"), {"2027-01": 5}, "past_benefits.rsa: 2027-01 is after 2026-11."),
    (("next_declaration_month",), "2027-05", "2027-05 is not within three months"),
    (("next_declaration_month",), "2026-10", "2026-10 is not within three months"),
    (("resources_n2_eur_year",), -1, "resources_n2_eur_year: -1 is not between 0"),
    (("isolated_since",), "2026-12", "isolated_since: 2026-12 is after 2026-11."),
    ((*ADULT,), {"birth": "1994-05-02", "status": "none", "net_salary_eur_month": 800},
     "adults[0].net_salary_eur_month: 800 cannot be where status is none."),
    ((*ADULT,), {"birth": "1994-05-02", "status": "none", "income_eur_month": 500},
     "adults[0].income_eur_month: 500 cannot be where status is none."),
    (("housing",), {"status": "free", "rent_eur": 410},
     "housing.rent_eur: 410 cannot be where status is free."),
    (("commune",), "94999", "commune: '94999' is not the INSEE code of a commune, like 94028."),
    (("commune",), 94028, "commune: 94028 is not a text."),
    (("pets",), 2, "the household: 'pets' is not known here"),
]  # fmt: skip
WRONG_OFFERS: list[tuple[Path, object, str]] = [
    (("id",), GONE, "[0].id is missing."),
    (("id",), "", "[0].id: '' is not a text."),
    (("hours_week",), 90, "[0].hours_week: 90 hours a week is not between 1 and 48, the legal mos"),
    (("hours_week",), 0, "[0].hours_week: 0 hours a week is not between"),
    (("hours_week",), -3, "[0].hours_week: -3 is not between"),
    (("hours_week",), None, "[0].hours_week: None is not a number."),
    (("gross_eur_month",), GONE, "[0]: one of gross_eur_hour and gross_eur_month is expected."),
    (("gross_eur_hour",), 12.31, "[0]: one of gross_eur_hour and gross_eur_month is expected."),
    (("gross_eur_month",), -1867, "[0].gross_eur_month: -1867 is not between"),
    (("gross_eur_month",), math.nan, "[0].gross_eur_month: nan is not a number."),
    (("start",), "2026-10-31", "[0].start: 2026-10-31 is not between 2026-11-01 and 2027-11-01."),
    (("start",), "2028-01-01", "[0].start: 2028-01-01 is not between"),
    (("start",), "soon", "[0].start: 'soon' is not a date like 2026-11-23."),
    (("months",), 0, "[0].months: 0 is not between 1"),
    (("months",), 2.5, "[0].months: 2.5 is not a whole number."),
    (("travel",), {"kind": "horse"}, "[0].travel.kind: 'horse' is not one of transit_pass, car"),
    (("travel",), {"kind": "car"}, "[0].travel.km_day is missing."),
    (("travel", "km_day"), -2, "[0].travel.km_day: -2 is not between"),
    (("days_week",), 8, "[0].days_week: 8 is not between"),
    (("keeps_current_job",), "yes", "[0].keeps_current_job: 'yes' is neither true nor false."),
    (("salary",), 3, "[0]: 'salary' is not known here; known are id, gross_eur_hour"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value", "said"), WRONG_HOUSEHOLDS)
def test_a_wrong_household_is_one_sentence_with_its_place(
    path: Path, value: object, said: str
) -> None:
    told = complaint_of_household(path, value)
    assert said in told
    assert told.endswith(".")
    assert "\n" not in told


@pytest.mark.parametrize(("path", "value", "said"), WRONG_OFFERS)
def test_a_wrong_offer_is_one_sentence_with_its_place(path: Path, value: object, said: str) -> None:
    told = complaint_of_offer(path, value)
    assert said in told
    assert told.endswith(".")
    assert "\n" not in told


def test_a_birth_that_is_awaited_says_that_somebody_is_pregnant() -> None:
    for pregnant in (GONE, None, True):
        said = changed(HOUSEHOLD, (*ADULT, "due"), "2027-01")
        if pregnant is not GONE:
            said = changed(said, (*ADULT, "pregnant"), pregnant)
        assert parse_household(said).adults[0].pregnant is True
    assert parse_household(HOUSEHOLD).adults[0].pregnant is None


def test_nobody_is_alone_in_a_couple() -> None:
    two = HOUSEHOLD | {"couple": True, "adults": HOUSEHOLD["adults"] * 2}
    assert parse_household(two).couple
    with pytest.raises(RequestError, match=r"^isolated_since: nobody is alone in a couple\.$"):
        parse_household(two | {"isolated_since": "2026-01"})


@pytest.mark.parametrize("value", [None, 3, "x", [], [HOUSEHOLD]])
def test_what_is_no_object_is_no_household(value: object) -> None:
    with pytest.raises(RequestError, match=r"the household: an object \{…\} is expected"):
        parse_household(value)


def test_two_offers_of_one_name_are_refused() -> None:
    with pytest.raises(RequestError, match=r"\[1\]\.id: 'o1' is there twice"):
        parse_jobs([OFFER, OFFER], parse_household(HOUSEHOLD))


def test_what_is_absent_or_null_is_unknown() -> None:
    whole = parse_household(HOUSEHOLD)
    least = parse_household(
        {"month": "2026-11", "adults": [{"birth": "1994-05-02"}], "couple": False}
    )
    nulls = parse_household(
        {name: value if name in ("month", "couple") else None for name, value in HOUSEHOLD.items()}
        | {"adults": [{"birth": "1994-05-02", "status": None, "income_eur_month": None}]}
    )
    assert least == nulls == Household(whole.month, nulls.adults, couple=False)
    assert whole.past_benefits == {"rsa": {parse_month("2026-10"): 573.49}}
    assert whole.next_declaration_month == parse_month("2027-01")


def test_offers_are_a_list_or_the_list_of_an_object() -> None:
    household = parse_household(HOUSEHOLD)
    assert parse_jobs([OFFER], household) == parse_jobs({"offers": [OFFER]}, household)
    by_hour = changed(changed(OFFER, ("gross_eur_month",), GONE), ("gross_eur_hour",), 12.31)
    (job,) = parse_jobs([by_hour], household)
    assert job.gross_eur_month == pytest.approx(1867.02, abs=0.005)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5_000) | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=6,
)  # fmt: skip
PLACES: list[Path] = [path for path, _, _ in WRONG_HOUSEHOLDS]


@settings(max_examples=examples(300))
@given(st.sampled_from(PLACES), JSON)
def test_whatever_stands_anywhere_is_read_or_complained_about(path: Path, value: object) -> None:
    told = ""
    try:
        household = parse_household(changed(HOUSEHOLD, path, value))
    except RequestError as error:
        told = str(error)
    if told:
        assert told.endswith(".")
        assert "\n" not in told
    else:
        assert len(household.adults) == 1 + household.couple
