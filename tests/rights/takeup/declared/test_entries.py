"""Every benefit is declared whole, in good French, and a slip in a file is one sentence."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import fields
from pathlib import Path

import pytest

from jalon.core.errors import ScaleError
from jalon.rights.takeup import Entry, entries, questions, reasons
from jalon.rights.takeup.declared.catalogue import FOLDER, NATIONAL
from jalon.rights.takeup.declared.read_files import read_entry, read_questions

ENTRIES = list(entries().values())
CHECKED = dt.date(2026, 11, 25)
GOOD = """
id: local_bread
name: Pain
gender: masculine
about: Du pain.
article: Délibération
claim_at: {organisation: Mairie, how: Au guichet., url: https://exemple.invalid/pain}
documents: [Un justificatif]
scale: {name: Prix, valid_from: 2026-01-01, source: baker, checked_on: 2026-11-25}
questions: [commune]
conditions:
  - commune: ["94028"]
  - age_years: {at_least: 18, under: 65}
  - status: [none]
  - works: false
  - receives: rsa
  - children: {under_years: 12}
  - resources_eur_month: {at_most: 900}
amount_eur_month: {low: 1, central: 2, high: 3}
"""


def written(folder: Path, text: str, name: str = "bread.yaml") -> Path:
    path = folder / "local" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_order_is_that_of_the_contract_then_local_aids() -> None:
    ids = list(entries())
    assert tuple(ids[: len(NATIONAL)]) == NATIONAL
    assert ids[len(NATIONAL) :] == [name for name in ids if name.startswith("local_")]
    assert len(ids) >= len(NATIONAL) + 2


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_every_entry_has_its_source_its_check_and_a_public_page(entry: Entry) -> None:
    assert entry.scale is not None
    assert entry.claim_at.url.startswith("https://")
    assert entry.documents
    assert entry.questions or entry.id in ("af",)
    follows_ours = (entry.scale.follows or "").startswith("scales.")
    assert follows_ours or (entry.scale.source and entry.scale.checked_on == CHECKED)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_what_is_invented_says_so(entry: Entry) -> None:
    assert entry.fictional == entry.id.startswith("local_")
    assert not entry.fictional or ".invalid/" in entry.claim_at.url


def french() -> dict[str, str]:
    """Every text that a person reads, by where it stands."""
    texts = {f"reasons.{code}": text for code, text in reasons().items()}
    for question in questions().values():
        texts |= {f"{question.code}.ask": question.ask, f"{question.code}.why": question.why}
        texts[f"{question.code}.ask_partner"] = question.ask_partner
    for entry in ENTRIES:
        texts |= {f"{entry.id}.about": entry.about, f"{entry.id}.name": entry.name}
        claim = entry.claim_at
        texts |= {f"{entry.id}.{it.name}": getattr(claim, it.name) for it in fields(claim)}
        texts |= {f"{entry.id}.{rank}": text for rank, text in enumerate(entry.documents)}
    return texts


@pytest.mark.parametrize(("place", "text"), french().items())
def test_french_is_typographic(place: str, text: str) -> None:
    assert "'" not in text
    assert not re.search(r" [?!;:€%]", text)
    assert not re.search(r"\btu\b|\bton\b", text)
    assert place.endswith((".url", ".name")) or len(text) < 200


def test_only_known_questions_fill_a_place_and_health_fills_none() -> None:
    assert questions()["disability"].field is None
    assert {code for code, one in questions().items() if one.field is None} == {
        "disability",
        "are_claimed",
        "allowance_granted",
        "are_ended",
        "aspa_claimed",
        "young_worker",
        "integration_project",
        "at_school",
        "in_first_class",
        "custody_payee",
        "contract_end",
        "home_for_children",
        "loan_before_2018",
        "loan_counted",
        "minor_lease",
        "permit_exception",
        "worked_two_years",
    }


def test_a_whole_file_is_read(tmp_path: Path) -> None:
    entry = read_entry(written(tmp_path, GOOD), questions())
    assert [condition.kind for condition in entry.conditions][:2] == ["commune", "age_years"]
    assert entry.conditions[1].bounds.hold(18)
    assert not entry.conditions[1].bounds.hold(65)
    assert entry.amount_eur_month is not None
    assert entry.amount_eur_month.high == 3


@pytest.mark.parametrize(
    ("wrong", "right", "sentence"),
    [
        ("id: bread", "id: local_bread", "id is 'bread', and the file says local_bread"),
        ("nom: Pain", "name: Pain", "nom is not known here"),
        ("name: ''", "name: Pain", "name is not a text"),
        ("name: Pain\nname: Pain", "name: Pain", "name is written twice"),
        ("http://exemple", "https://exemple", "url does not begin with https://"),
        ("documents: []", "documents: [Un justificatif]", "the list is empty"),
        ("[commune, commune]", "[commune]", "has something twice"),
        ("questions: [bread]", "questions: [commune]", "there is no question bread"),
        ("follows: fisca.bread", "valid_from: 2026-01-01", "there is no scale fisca.bread"),
        ("follows: scales.css.bread", "valid_from: 2026-01-01", "there is no scale scales.css.b"),
        ("follows: scales.css.free_eur_year", "valid_from: 2026-01-01", "source and checked_on"),
        ("valid_from: bread", "valid_from: 2026-01-01", "valid_from is not a date"),
        ("name: Prix, source", "name: Prix, valid_from: 2026-01-01, source", "one of follows and"),
        (", checked_on: 2026-11-25}", "}", "checked_on"),
        ("commune: [94028]", 'commune: ["94028"]', "a list of str is expected"),
        ("{at_leest: 18}", "{at_least: 18, under: 65}", "at_leest is not known here"),
        ("age_years: {}", "age_years: {at_least: 18, under: 65}", "a bound is expected"),
        ("status: [idle]", "status: [none]", "idle is not one of none, employee"),
        ("works: sometimes", "works: false", "works is neither true nor false"),
        ("receives: bread", "receives: rsa", "bread is not one of rsa"),
        ("wealth: {at_most: 1}", "works: false", "wealth is not a condition that is known"),
        ("gender: loaf", "gender: masculine", "loaf is not one of masculine, feminine"),
        ("paid_in_month: 13\nquestions", "questions", "paid_in_month is 13, and no month"),
        ("low: 4", "low: 1", "not in order"),
        ("fictional: true", "conditions:", "a fictional aid has conditions"),
    ],
)
def test_a_slip_is_one_sentence(tmp_path: Path, wrong: str, right: str, sentence: str) -> None:
    text = GOOD.replace(right, wrong, 1)
    if right == "}":
        text = GOOD.replace(wrong, right, 1)
    if right == "conditions:":
        text = GOOD.partition("conditions:")[0] + "fictional: true\n"
    assert text != GOOD
    with pytest.raises(ScaleError) as error:
        read_entry(written(tmp_path, text), questions())
    assert sentence in str(error.value)
    assert str(error.value).startswith("bread.yaml")


def test_a_question_fills_a_place_that_exists(tmp_path: Path) -> None:
    path = tmp_path / "questions.yaml"
    path.write_text("bread: {ask: Du pain, why: Pour manger, field: adults.bread}")
    with pytest.raises(ScaleError, match=r"questions\.yaml, bread: adults\.bread is not a place"):
        read_questions(path)


def test_every_reason_that_the_code_names_has_a_sentence() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in FOLDER.parents[1].rglob("*.py"))
    used = [name for name in reasons() if f'"{name}"' in code]
    built = [name for name in reasons() if name.startswith("varies_with_")]
    assert set(reasons()) - set(used) - set(built) == set()
