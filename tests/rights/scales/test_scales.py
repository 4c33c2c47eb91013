"""A scale has a value on a month, with its source; a slip in a file is one sentence."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import yaml

from jalon.core.errors import ScaleError
from jalon.core.months import Month, first_day, parse_month
from jalon.rights.scales import current, load
from jalon.rights.scales.reading import read_subject
from jalon.rights.scales.values import Scale

NOVEMBER = parse_month("2026-11")
EVERY = [(of, scale) for of in load.subjects() for scale in load.scales(of)]
GOOD = """
subject: prices
about: Prices.
next_revaluation: 2027-01-01
look_for: the price of bread
scales:
  bread:
    about: A loaf.
    unit: EUR
    dated:
      - {valid_from: 2025-01-01, value: 1.1, source: baker, checked_on: 2026-11-25, sure: true}
      - {valid_from: 2026-01-01, value: unknown, source: me, checked_on: 2026-11-25, sure: false}
  butter:
    about: By weight.
    unit: EUR
    dated:
      - valid_from: 2025-01-01
        steps: [[1, 3], [.inf, 5]]
        source: him
        checked_on: 2026-11-25
        sure: true
"""


def written(folder: Path, text: str, name: str = "prices.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(("of", "scale"), EVERY, ids=lambda it: getattr(it, "name", it))
def test_every_scale_is_known_now_and_says_who_says_so(of: str, scale: Scale) -> None:
    value = load.at(of, scale.name, NOVEMBER)
    assert value.valid_from <= first_day(NOVEMBER)
    assert value.checked_on <= dt.date(2026, 11, 30)
    assert value.source
    assert value.url is None or value.url.startswith("https://")


def test_the_last_line_before_a_month_holds() -> None:
    of_month = {
        month: load.at("rsa_ppa", "smic_gross_eur_hour", parse_month(month)).number
        for month in ("2025-12", "2026-01", "2026-05", "2026-06", "2026-11")
    }
    assert of_month == {
        "2025-12": 11.88,
        "2026-01": 12.02,
        "2026-05": 12.02,
        "2026-06": 12.31,
        "2026-11": 12.31,
    }


def test_a_month_before_the_first_value_is_one_sentence() -> None:
    with pytest.raises(ScaleError) as complaint:
        load.at("cmg", "reference_home_eur_hour", parse_month("2024-05"))
    assert str(complaint.value) == (
        "The scale cmg.reference_home_eur_hour is not known for 2024-05: "
        "the first month known is 2025-09."
    )


def test_a_value_that_is_held_over_a_revaluation_says_so() -> None:
    assert not load.at("css", "free_eur_year", parse_month("2027-03")).is_held
    assert load.at("css", "free_eur_year", parse_month("2027-04")).is_held


def test_a_name_that_is_not_there_is_one_sentence() -> None:
    with pytest.raises(ScaleError, match=r"The scales css have no bread\."):
        load.at("css", "bread", NOVEMBER)
    with pytest.raises(
        ScaleError, match="There are no scales named bakery: known are after_school"
    ):
        load.at("bakery", "bread", NOVEMBER)


def test_unknown_is_a_value_and_no_number() -> None:
    fare = load.at("travel", "solidarity_share_of_pass", NOVEMBER)
    assert fare.is_unknown
    with pytest.raises(ScaleError, match="not one known number"):
        _ = fare.number
    with pytest.raises(ScaleError, match="has no steps"):
        fare.step(1)


def test_steps_go_up_to_their_bound_and_lower_steps_end_at_the_last() -> None:
    rate = load.at("creche", "rate", NOVEMBER)
    assert [rate.step(children) for children in (1, 2, 3, 4, 7, 8, 12)] == [
        0.000619,
        0.000516,
        0.000413,
        0.000310,
        0.000310,
        0.000206,
        0.000206,
    ]
    # With the AEEH: a family of four pays the rate of eight, not of five.
    assert rate.step(4, later=1) == 0.000206
    assert rate.step(8, later=3) == 0.000206


def test_a_file_is_due_on_its_day_and_says_what_to_look_for() -> None:
    assert load.outdated(dt.date(2026, 12, 31)) == []
    due = load.outdated(dt.date(2027, 1, 1))
    assert [Path(file.file).stem for file in due] == ["cmg", "creche", "rsa_ppa", "travel"]
    assert [Path(file.file).stem for file in load.outdated(dt.date(2027, 9, 1))] == [
        *load.subjects()
    ]
    assert due[1].sentence.startswith("src/jalon/rights/scales/creche.yaml was due for a ")
    assert "caf.fr, monenfant.fr" in due[1].sentence
    assert "\n" not in due[1].sentence


def test_the_check_fails_with_one_sentence_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert current.main(dt.date(2026, 11, 25)) == 0
    assert capsys.readouterr().err == ""
    assert current.main(dt.date(2027, 1, 1)) == 1
    assert capsys.readouterr().err.count(" was due for a revaluation on 2027-01-01: ") == 4


def test_a_good_file_is_read_whole(tmp_path: Path) -> None:
    subject = read_subject(written(tmp_path, GOOD))
    assert subject.next_revaluation == dt.date(2027, 1, 1)
    assert [line.amount for line in subject.scales["bread"].lines] == [1.1, None]
    assert subject.scales["butter"].lines[0].steps == ((1.0, 3.0), (float("inf"), 5.0))


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ("about: Prices.", "colour: red", "prices.yaml, the file: colour is not known here."),
        ("look_for: the price of bread", "", "prices.yaml, the file: look_for is missing."),
        (
            "sure: true}\n      - {valid",
            "sure: 1}\n      - {valid",
            "sure is neither true nor false.",
        ),
        ("sure: false", "sure: false, worn: true", "bread, dated[1]: worn is not known here."),
        ("valid_from: 2025-01-01, value", "valid_from: spring, value", "valid_from is not a date"),
        ("2026-01-01, value", "2026-01-15, value", "valid_from is not the first day of a month."),
        ("2026-01-01, value", "2024-01-01, value", "bread: valid_from does not rise"),
        ("2026-01-01, value", "2025-01-01, value", "bread: valid_from does not rise"),
        ("value: 1.1", "value: dear", "bread, dated[0]: 'dear' is not a number."),
        ("value: 1.1", "value: true", "True is not a number."),
        ("value: 1.1", "value: .nan", "nan is not a number."),
        ("value: 1.1, ", "", "one of value and steps is expected."),
        ("value: 1.1", "value: 1.1, steps: [[.inf, 1]]", "one of value and steps is expected."),
        ("[.inf, 5]", "[4, 5]", "butter, dated[0]: steps do not rise to a last one"),
        ("[[1, 3], [.inf, 5]]", "[[4, 3], [1, 2], [.inf, 5]]", "steps do not rise"),
        ("[[1, 3], [.inf, 5]]", "[1, 3]", "steps are not pairs"),
        ("source: baker", "source: 12", "source is not a text."),
        ("about: A loaf.", "about: A loaf.\n    fictional: true", "what is fictional is not sure."),
        ("subject: prices", "subject: costs", "subject is 'costs', and the file is named prices."),
        ("about: A loaf.", "about: A loaf.\n    about: Two.", "about is written twice."),
        ("scales:", "scales: [", "prices.yaml is not YAML that can be read"),
        (
            "    unit: EUR\n    dated:\n",
            "    unit: EUR\n    communes: [94028]\n    dated:\n",
            "INSEE",
        ),
    ],
)
def test_a_slip_is_one_sentence(tmp_path: Path, right: str, wrong: str, sentence: str) -> None:
    assert right in GOOD
    with pytest.raises(ScaleError) as complaint:
        read_subject(written(tmp_path, GOOD.replace(right, wrong, 1)))
    assert sentence in str(complaint.value)
    assert "\n" not in str(complaint.value)


def test_a_file_of_nothing_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(
        ScaleError, match=r"prices.yaml, the file: names with values are expected\."
    ):
        read_subject(written(tmp_path, ""))


# Published: DESIGN facts "Published cases that must come out"; CSS: Éditions Francis Lefebvre.
@pytest.mark.parametrize(
    ("of", "name", "month", "amount"),
    [
        ("rsa_ppa", "rsa_base_eur_month", "2022-04", 575.52),
        ("rsa_ppa", "rsa_base_eur_month", "2023-04", 607.75),
        ("rsa_ppa", "rsa_base_eur_month", "2024-04", 635.71),
        ("rsa_ppa", "rsa_base_eur_month", "2025-04", 646.52),
        ("rsa_ppa", "rsa_base_eur_month", "2026-04", 651.69),
        ("rsa_ppa", "ppa_base_eur_month", "2026-04", 638.28),
        ("rsa_ppa", "smic_gross_eur_hour", "2026-06", 12.31),
    ],
)
def test_published_amounts(of: str, name: str, month: str, amount: float) -> None:
    assert load.at(of, name, parse_month(month)).number == amount


def test_published_ceilings_of_the_css() -> None:
    month = parse_month("2025-04")
    free, paid = load.at("css", "free_eur_year", month), load.at("css", "paid_eur_year", month)
    assert [free.step(persons) for persons in (1, 2, 3, 4)] == [10339, 15508, 18609, 21711]
    assert [paid.step(persons) for persons in (1, 2, 3, 4)] == [13957, 20936, 25123, 29311]


@pytest.mark.parametrize("month", ["2024-04", "2025-04", "2026-04"])
def test_the_ceilings_of_the_css_keep_their_proportions(month: str) -> None:
    # 1.5, 1.8, 2.1 for two, three and four persons, 0.4 for each more; 35 % more to pay a share.
    of = {
        scale.name: load.at("css", scale.name, parse_month(month)) for scale in load.scales("css")
    }
    one = of["free_eur_year"].step(1)
    for persons, weight in ((2, 1.5), (3, 1.8), (4, 2.1)):
        assert of["free_eur_year"].step(persons) == pytest.approx(one * weight, abs=2)
    assert of["free_each_more_eur_year"].number == pytest.approx(one * 0.4, abs=2)
    for persons in (1, 2, 3, 4):
        free, paid = of["free_eur_year"].step(persons), of["paid_eur_year"].step(persons)
        assert paid == pytest.approx(free * 1.35, abs=2)


def test_floors_of_resources_are_the_rsa_of_a_parent_and_a_child_without_housing() -> None:
    # 1.5 x base for two persons, less the lump sum of 16 % of it; in nurseries of the April before.
    for year in (2024, 2025, 2026):
        base = load.at("rsa_ppa", "rsa_base_eur_month", Month(12 * (year - 1) + 3)).number
        floor = load.at("creche", "floor_eur_month", Month(12 * year)).number
        assert floor == pytest.approx(1.5 * base * 0.84, abs=0.01)
    base = load.at("rsa_ppa", "rsa_base_eur_month", NOVEMBER).number
    assert load.at("cmg", "floor_eur_month", NOVEMBER).number == round(1.5 * base * 0.84)


def test_the_scales_are_plain_yaml_that_any_tool_reads() -> None:
    for name in load.subjects():
        content = yaml.safe_load((load.FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
        assert set(content["scales"]) == {scale.name for scale in load.scales(name)}
