"""`docs/douze-foyers.md` is what the engine says today."""

from __future__ import annotations

import json
import re
from itertools import pairwise

import pytest

from tests.rights.twelve.answers import file_of, offers_of
from tests.rights.twelve.page import HOUSEHOLDS, NBSP, PAGE, make_page

BOLD_EUR = re.compile(rf"\*\*([\d{NBSP}]+(?:,\d\d)?){NBSP}€\*\*")
CELL = re.compile(rf"(?<=\| )−?([\d{NBSP}]+,\d\d)(?= \|)")


def test_the_page_is_what_the_engine_says_today() -> None:
    written = PAGE.read_text(encoding="utf-8")
    assert written == make_page(), "python -m tests.rights.twelve writes it again; read what moved"


@pytest.mark.parametrize("number", HOUSEHOLDS)
def test_every_bold_amount_of_the_reasoning_is_in_its_table(number: int) -> None:
    page = PAGE.read_text(encoding="utf-8")
    (section,) = re.findall(rf"^## {number}\. .*?(?=^## )", page, re.MULTILINE | re.DOTALL)
    figures, _, reasoning = section.partition("**Le raisonnement, à la main**")
    bold = {one if "," in one else f"{one},00" for one in BOLD_EUR.findall(reasoning)}
    assert bold
    assert bold <= set(CELL.findall(figures))


@pytest.mark.parametrize("number", HOUSEHOLDS)
def test_twelve_months_follow_each_other_and_add_up(number: int) -> None:
    for offer in offers_of(number):
        months = offer["months"]
        assert len(months) == 12
        assert all(one["month"] < two["month"] for one, two in pairwise(months))
        for one in months:
            come = ("salary_net", "rsa", "ppa", "housing", "family", "other")
            left = sum(one[name] for name in come) - one["childcare"] - one["travel"]
            assert one["total"] == pytest.approx(left, abs=0.005)


def test_every_month_of_the_quarter_is_the_declaration_of_some_household() -> None:
    files = [json.loads(file_of(number).read_text(encoding="utf-8")) for number in HOUSEHOLDS]
    asked = {one["household"]["next_declaration_month"] for one in files}
    assert asked == {"2026-12", "2027-01", "2027-02"}
