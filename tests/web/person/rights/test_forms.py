"""What people write is read as they write it, and a mistake is one clear sentence."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from jalon.people.household import keys
from jalon.people.models import Child, Person
from tests.web.conftest import sign_in

if TYPE_CHECKING:
    pass
from tests.web.person.rights.conversation import UNSURE, at, read, recent, said, say, send, text_of


@pytest.mark.parametrize(
    "written", ["02/05/1990", "2-5-1990", "02051990", "2 mai 1990", "2 Mai 1990"]
)
def test_a_birth_date_is_read_as_people_write_it(alice: Person, written: str) -> None:
    say(alice, couple="couple")
    send(alice, "conjoint-naissance", answer=written)
    assert said(alice)["partner_birth"] == "1990-05-02"


@pytest.mark.parametrize(
    ("written", "eur"),
    [
        ("410,50", 410.5),
        ("410.5", 410.5),
        ("410 €", 410),
        ("410€", 410),
        ("410 euros", 410),
        (" 1 234,56 € ", 1234.56),
        ("1\u202f234", 1234),
        ("1\u00a0234 € par mois", 1234),
        ("0", 0),
    ],
)
def test_amounts_are_read_as_people_write_them(alice: Person, written: str, eur: float) -> None:
    say(alice, housing="tenant")
    send(alice, "loyer", answer=written)
    assert said(alice)["rent"] == eur


AMOUNT = "Écrivez un montant en euros, entre 0 et 10 000, par exemple 410,50."
HOURS = "Écrivez un nombre d’heures par mois, entre 0 et 350, par exemple 140."
BOTH = "Il y a un montant et « Rien »"
DATE = "Écrivez une date de naissance, par exemple 02/05/1990."
CHOOSE = "Choisissez une réponse, ou « Je ne sais pas »."
WRONG: list[tuple[str, dict[str, str], str]] = [
    ("loyer", {"answer": ""}, AMOUNT),
    ("loyer", {"answer": "beaucoup"}, AMOUNT),
    ("loyer", {"answer": "-410"}, AMOUNT),
    ("loyer", {"answer": "10001"}, AMOUNT),
    ("loyer", {"answer": "1.234"}, AMOUNT),
    ("loyer", {"answer": "4,1,0"}, AMOUNT),
    ("loyer", {"answer": "9" * 400}, AMOUNT),
    ("loyer", {"answer": "<script>"}, AMOUNT),
    ("logement", {}, CHOOSE),
    ("logement", {"answer": "chateau"}, CHOOSE),
    ("parent-seul", {"answer": ""}, CHOOSE),
    ("declaration", {"answer": "2020-01"}, CHOOSE),
    ("avis-d-impot", {"answer": "600000"}, "Écrivez un montant en euros, entre 0 et 500 000"),
    ("garde-1", {"kind": "creche", "hours_month": "400"}, HOURS),
    ("garde-1", {"hours_month": "140"}, CHOOSE),
    ("pension-alimentaire", {}, "Répondez pour une ligne au moins"),
    ("pension-alimentaire", {"line0_is": "amount"}, "Écrivez le montant, ou choisissez « Rien »"),
    ("pension-alimentaire", {"line0_is": "nothing", "line0": "80"}, BOTH),
    ("salaires", {}, "Écrivez un mois au moins, cochez la case"),
    ("conjoint-naissance", {"answer": ""}, DATE),
    ("conjoint-naissance", {"answer": "31/02/1990"}, DATE),
    ("conjoint-naissance", {"answer": "2 zut 1990"}, DATE),
    ("conjoint-naissance", {"answer": "02/05/2025"}, "Vérifiez l’année"),
    ("conjoint-naissance", {"answer": "02/05/0990"}, "Vérifiez l’année"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "fields", "sentence"), WRONG)
def test_a_mistake_has_one_clear_sentence_and_loses_nothing(
    alice: Person, code: str, fields: dict[str, str], sentence: str
) -> None:
    before = {"housing": "tenant"}
    if code.startswith("conjoint"):
        before["couple"] = "couple"
    say(alice, **before)
    answer = sign_in(alice).post(at(code), fields)
    page = text_of(answer)
    assert answer.status_code == 422
    assert page.count(sentence) == 1
    assert "Il reste une chose à corriger." in page
    assert b"<script>" not in answer.content
    assert said(alice) == before


def test_what_was_typed_stays(alice: Person) -> None:
    say(alice, housing="tenant", couple="couple")
    for code, fields in (
        ("loyer", {"answer": "beaucoup"}),
        ("conjoint-naissance", {"answer": "31/02/1990"}),
        ("garde-1", {"kind": "creche", "hours_month": "trop", "hours_month_now": "12"}),
        ("pension-alimentaire", {"line0_is": "nothing", "line0": "80"}),
        ("salaires", {recent()[0]: "rien", recent()[1]: "300"}),
    ):
        page = sign_in(alice).post(at(code), fields).content.decode()
        for name, typed in fields.items():
            assert re.search(rf'name="{name}" value="{typed}"', page), (code, name)


def test_a_salary_and_no_salary_are_not_both_true(alice: Person) -> None:
    answer = sign_in(alice).post(at("salaires"), {"none": "on", recent()[0]: "500"})
    assert answer.status_code == 422
    page = text_of(answer)
    assert page.count("Vous avez aussi écrit un salaire. Gardez l’un ou l’autre.") == 1
    assert 'value="500"' in page


def test_mistakes_are_tied_to_their_fields(alice: Person) -> None:
    say(alice, housing="tenant")
    page = sign_in(alice).post(at("loyer"), {"answer": "zut"}).content.decode()
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_answer_helptext id_answer_error"' in page
    assert 'id="id_answer_helptext"' in page
    assert 'id="id_answer_error"' in page
    page = sign_in(alice).post(at("pension-alimentaire"), {"line0_is": "amount"}).content.decode()
    chosen = sign_in(alice).post(at("situation"), {}).content.decode()
    assert (
        '<fieldset class="ask__group" aria-describedby="id_answer_helptext id_answer_error">'
        in chosen
    )
    assert 'aria-describedby="id_line0_error"' in page
    assert 'id="id_line0_error"' in page


def test_i_do_not_know_needs_no_right_value(alice: Person) -> None:
    say(alice, housing="tenant")
    assert send(alice, "loyer", answer="zut", **UNSURE)
    assert said(alice)["rent"] == "unknown"


@pytest.mark.parametrize(
    ("years", "creche", "school"), [(1, True, False), (4, True, True), (8, False, True)]
)
def test_who_may_look_after_a_child_follows_its_age(
    alice: Person, ines: Child, years: int, creche: bool, school: bool
) -> None:
    birth = timezone.localdate() - dt.timedelta(days=years * 366)
    Child.objects.filter(pk=ines.pk).update(birth_date=birth)
    page = read(alice, at("garde-1"))
    assert ("Une crèche" in page, "autour de l’école" in page) == (creche, school)
    assert ("Par exemple 40." in page) == school


def test_hours_that_nobody_is_paid_for_are_not_kept(alice: Person, ines: Child) -> None:
    send(alice, "garde-1", kind="none", hours_month="140")
    kept = {"kind": "none", "hours_month": None, "hours_month_now": None}
    assert said(alice)[keys.care_key(ines)] == kept


def test_the_custody_of_one_of_two_children_can_be_said(alice: Person) -> None:
    """A child a group of buttons: one lives there always, the other in turn."""
    Child.objects.filter(person=alice).delete()
    sami, lou = (
        Child.objects.create(person=alice, first_name=name, birth_date=dt.date(year, 3, 5))
        for name, year in (("Sami", 2016), ("Lou", 2020))
    )
    page = read(alice, at("garde-alternee"))
    assert page.count("<legend>") == 2
    assert "<legend>Sami</legend>" in page
    send(alice, "garde-alternee", child0="whole", child1="shared")
    assert said(alice)["custody"] == {str(sami.pk): "whole", str(lou.pk): "shared"}
    told = read(alice, reverse("rights_answers"))
    assert "Sami : toujours chez moi, ou presque" in told
    assert "Lou : en garde alternée" in told
    # What nobody chose is unknown, and nothing at all is no answer.
    send(alice, "garde-alternee", child1="shared")
    assert said(alice)["custody"] == {str(sami.pk): None, str(lou.pk): "shared"}
    wrong = sign_in(alice).post(at("garde-alternee"), {})
    assert wrong.status_code == 422
    assert CHOOSE in text_of(wrong)


def test_the_custody_of_an_only_child_is_one_choice(alice: Person) -> None:
    Child.objects.filter(person=alice).delete()
    sami = Child.objects.create(person=alice, first_name="Sami", birth_date=dt.date(2016, 3, 5))
    page = read(alice, at("garde-alternee"))
    assert page.count("<legend><h1>") == 1
    assert "<legend>Sami" not in page
    send(alice, "garde-alternee", child0="shared")
    assert said(alice)["custody"] == {str(sami.pk): "shared"}
    assert "En garde alternée" in read(alice, reverse("rights_answers"))
