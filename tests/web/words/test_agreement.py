"""Sentences agree with the name that they are about, and words elide before it."""

from __future__ import annotations

import re

import pytest

from jalon.rights import GENDERS, entries, questions, reasons, with_years
from jalon.web.words.agreement import agree, elide
from jalon.web.words.plain import MONTHS_FR, say_of, say_that


@pytest.mark.parametrize(
    ("gender", "said"),
    [
        ("masculine", "Il n’est pas ouvert, puis il reste."),
        ("feminine", "Elle n’est pas ouverte, puis elle reste."),
        ("feminine_plural", "Elles ne sont pas ouvertes, puis elles restent."),
    ],
)
def test_each_gender_has_its_form(gender: str, said: str) -> None:
    sentence = (
        "[Il n’est pas ouvert|Elle n’est pas ouverte|Elles ne sont pas ouvertes], "
        "puis [il reste|elle reste|elles restent]."
    )
    assert agree(sentence, gender) == said  # type: ignore[arg-type]
    assert agree("Vos ressources dépassent le plafond.", "masculine").startswith("Vos")


@pytest.mark.parametrize("gender", GENDERS)
def test_no_sentence_keeps_a_mark_and_each_has_its_pronoun(gender: str) -> None:
    pronoun = {"masculine": "Il", "feminine": "Elle", "feminine_plural": "Elles"}[gender]
    for code, sentence in reasons().items():
        said = agree(sentence, gender)  # type: ignore[arg-type]
        assert not set("[]|") & set(said), code
        if sentence.startswith("[Il"):
            assert re.match(rf"{pronoun}\b", said), code


def test_what_the_reports_found_is_mended() -> None:
    said = {
        name: agree(reasons()[code], entries()[name].gender)
        for name, code in (("rsa", "student"), ("af", "two_children_needed"), ("cf", "received"))
    }
    assert said == {
        "rsa": "Il n’est pas ouvert pendant les études.",
        "af": "Elles commencent au deuxième enfant.",
        "cf": "Vous le recevez déjà.",
    }


def test_sentences_with_one_form_are_of_one_benefit() -> None:
    # « Elle » without its other forms may only be said of what is feminine.
    alone = {code for code, text in reasons().items() if re.match(r"Elles?\b|Il\b(?! faut)", text)}
    assert alone <= {"yearly_in_august"}
    assert entries()["ars"].gender == "feminine"


@pytest.mark.parametrize(
    ("word", "name", "said"),
    [
        ("de", "Karim", "de Karim"),
        ("de", "Inès", "d’Inès"),
        ("de", "Élodie", "d’Élodie"),
        ("de", "Œdipe", "d’Œdipe"),
        ("que", "Aïssata", "qu’Aïssata"),
        ("que", "Yanis", "que Yanis"),
        ("de", "août 2026", "d’août 2026"),
        ("de", "avril", "d’avril"),
        ("de", "octobre", "d’octobre"),
        ("de", "mai", "de mai"),
    ],
)
def test_elision(word: str, name: str, said: str) -> None:
    assert elide(word, name) == said


def test_of_and_that() -> None:
    assert (say_of("Aïssata"), say_that("Aïssata")) == ("d’Aïssata", "qu’Aïssata")
    elided = [month for month in MONTHS_FR if say_of(month).startswith("d’")]
    assert elided == ["avril", "août", "octobre"]


def test_the_notice_of_taxes_has_both_its_years() -> None:
    asked = with_years(questions()["resources_n2"].ask, 2026)
    assert "avis d’impôt 2025 sur les revenus de 2024" in asked
    paper = with_years(entries()["ars"].documents[0], 2026)
    assert paper == "Votre avis d’impôt 2025 sur les revenus de 2024"
    texts = [one.ask + one.why for one in questions().values()]
    texts += [text for entry in entries().values() for text in entry.documents]
    assert not [text for text in texts if "{" in with_years(text, 2026)]
