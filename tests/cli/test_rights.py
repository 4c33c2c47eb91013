"""`jalon rights`: the contract, driven as anybody would."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from jalon.cli import main

HOUSEHOLD: dict[str, Any] = {
    "month": "2026-11",
    "adults": [
        {
            "birth": "1994-05-02",
            "past_net_salaries": {f"2026-{month:02d}": 0 for month in range(6, 12)},
            "status": "none",
        }
    ],
    "couple": False,
    "children": [],
    "housing": {"status": "none"},
    "next_declaration_month": "2027-01",
    "resources_n2_eur_year": 0,
    "commune": "94028",
}
OFFERS: list[dict[str, Any]] = [
    {"id": "full", "gross_eur_hour": 12.31, "hours_week": 35, "start": "2026-12-01", "months": 6,
     "travel": {"kind": "transit_pass", "eur_month": 90.8}},
    {"id": "half", "gross_eur_month": 934, "hours_week": 17.5, "start": "2027-02-15"},
]  # fmt: skip


def ask(folder: Path, household: object, offers: object = OFFERS) -> int:
    files = {"household": household, "offers": offers}
    for name, value in files.items():
        text = value if isinstance(value, str) else json.dumps(value)
        (folder / f"{name}.json").write_text(text)
    return main(
        ["rights", "gain", "--household", str(folder / "household.json"),
         "--offers", str(folder / "offers.json"), "--json"]
    )  # fmt: skip


def test_a_gain_is_the_contracts(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert ask(tmp_path, HOUSEHOLD) == 0
    out, err = capfd.readouterr()
    assert err == ""
    full, half = json.loads(out)["offers"]
    assert (full["id"], half["id"]) == ("full", "half")
    net = full["net_gain_eur_month"]
    assert 0 < net["low"] < net["central"] < net["high"] < 1500
    assert {"caf_may_differ", "unemployment_insurance"} <= set(full["causes_of_range"])
    assert "travel_unknown" in half["causes_of_range"]
    assert full["scales"]["rsa"] == "2026-04-01"
    months = full["months"]
    assert [row["month"] for row in months][:2] == ["2026-12", "2027-01"]
    assert len(months) == 12
    parts = ("salary_net", "rsa", "ppa", "housing", "family", "other")
    for row in months:
        spent = row["childcare"] + row["travel"]
        assert row["total"] == pytest.approx(sum(row[part] for part in parts) - spent, abs=0.02)
    # The RSA of November to March is paid in December to April: nothing of December's wage is
    # looked at before the review of April.
    assert [row["rsa"] for row in months[:5]] == [651.69] * 5
    assert [row["total_without_job"] for row in months] == [651.69] * 12
    assert months[0]["salary_net"] == pytest.approx(1477.93, abs=0.05)


def test_what_cannot_be_computed_is_null_and_never_zero(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    farmer = HOUSEHOLD | {"adults": [HOUSEHOLD["adults"][0] | {"status": "self_employed"}]}
    assert ask(tmp_path, farmer, OFFERS[1:]) == 0
    (gain,) = json.loads(capfd.readouterr().out)["offers"]
    assert gain["net_gain_eur_month"] is None
    assert gain["not_computed"] == ["self_employment"]
    for row in gain["months"]:
        assert [row[name] for name in ("rsa", "ppa", "housing", "total")] == [None] * 4
        assert row["total_without_job"] is None


def test_an_unknown_way_to_work_is_null_and_named(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert ask(tmp_path, HOUSEHOLD, OFFERS[1:]) == 0
    (gain,) = json.loads(capfd.readouterr().out)["offers"]
    assert [row["travel"] for row in gain["months"]] == [None] * 12
    assert "travel" in gain["not_counted"]


@pytest.mark.parametrize(
    ("household", "offers", "said"),
    [
        ("{", OFFERS, "household.json is not JSON"),
        (HOUSEHOLD, "[" * 100_000, "nested too deeply"),
        ("{}", OFFERS, "household.json: the household.month is missing."),
        (HOUSEHOLD | {"month": "2031-01"}, OFFERS, "household.json: month: 2031-01 is outside"),
        (HOUSEHOLD | {"resources_n2_eur_year": float("nan")}, OFFERS, "nan is not a number"),
        (HOUSEHOLD | {"pets": 1}, OFFERS, "household.json: the household: 'pets' is not known"),
        (HOUSEHOLD, {}, "offers.json: the offers.offers is missing."),
        (HOUSEHOLD, [OFFERS[0] | {"hours_week": 90}], "offers.json: the offers[0].hours_week: 90"),
        (HOUSEHOLD, None, "offers.json: the offers: a list […] is expected."),
    ],
)
def test_wrong_input_is_one_sentence_and_exit_code_2(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], household: object, offers: object, said: str
) -> None:
    assert ask(tmp_path, household, offers) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1
    assert "Traceback" not in err


def test_files_that_are_not_there(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    missing = str(tmp_path / "none.json")
    assert main(["rights", "gain", "--household", missing, "--offers", missing]) == 2
    assert main(["rights", "check", "--household", missing]) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.count("none.json cannot be read") == 2


def test_no_offers_is_no_answer_and_no_failure(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert ask(tmp_path, HOUSEHOLD, []) == 0
    assert json.loads(capfd.readouterr().out) == {"offers": []}
