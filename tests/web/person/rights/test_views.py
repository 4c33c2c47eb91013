"""« Mes droits », one question a screen: saved at once, skipped, taken up again, never lost."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from jalon.core.months import Month, format_month, month_of
from jalon.people.actions.answer_question import answer_question
from jalon.people.actions.forget_answers import forget_answers
from jalon.people.household import keys
from jalon.people.household.conversation import conversation_of
from jalon.people.models import Child, Person
from tests.web.conftest import sign_in

if TYPE_CHECKING:
    pass
from tests.web.person.rights.conversation import (
    ALONE_WITH_A_CHILD,
    UNSURE,
    at,
    paid_month,
    read,
    recent,
    said,
    say,
    send,
    text_of,
)


def test_the_first_page_says_what_happens_and_who_reads(alice: Person) -> None:
    page = read(alice, reverse("rights"))
    assert "Votre référente peut lire ces réponses ; elles ne servent à rien d’autre." in page
    assert "une dizaine de questions" in page
    assert page.count('class="button"') == 1
    assert f'href="{at("couple")}"' in page
    assert "Ce que vous cherchez ici n’est montré à personne" not in page


def test_passing_leads_through_every_question_and_keeps_nothing(alice: Person) -> None:
    client = sign_in(alice)
    url, seen = at("couple"), []
    while "/questions/" in url:
        page = text_of(client.get(url))
        seen.append(url.split("/")[-2])
        rank = len(seen)
        assert f"Question {rank} sur {len(ALONE_WITH_A_CHILD)}" in page
        assert 'name="ne-sais-pas"' in page
        assert "<summary>Pourquoi cette question ?</summary>" in page
        before = at(seen[-2]) if rank > 1 else reverse("rights")
        assert f'<a class="up" href="{before}">' in page
        assert "Précédent" in page
        found = re.search(r'class="ask__skip" href="([^"]+)">Passer', page)
        assert found is not None
        url = found[1]
    assert tuple(seen) == ALONE_WITH_A_CHILD
    assert url == reverse("rights_answers")
    assert said(alice) == {}


def test_i_do_not_know_is_kept_for_every_question(alice: Person, ines: Child) -> None:
    url, seen = at("couple"), 0
    while "/questions/" in url:
        url, seen = str(sign_in(alice).post(url, UNSURE)["Location"]), seen + 1
    assert url == reverse("rights_answers")
    assert seen == len(ALONE_WITH_A_CHILD)
    assert set(said(alice).values()) == {"unknown"}
    assert keys.care_key(ines) in said(alice)
    assert read(alice, url).count("<span>Je ne sais pas</span>") == seen
    assert "Vous aviez répondu : « Je ne sais pas »." in read(alice, at("logement"))


def test_each_answer_is_kept_at_once_and_leads_on(alice: Person, ines: Child) -> None:
    months, month = recent(), paid_month()
    year = timezone.localdate().year - 2
    coming = format_month(Month(month_of(timezone.localdate()) + 2))
    lines = {f"line{rank}_is": "nothing" for rank in range(7)}
    lines |= {"line0_is": "amount", "line0": "651", "line1_is": "unknown"}
    paid = dict.fromkeys(keys.BENEFIT_LINES, 0) | {"rsa": 651, "ppa": None}
    care = {"kind": "creche", "hours_month": "140 h", "hours_month_now": ""}
    cared = {"kind": "creche", "hours_month": 140, "hours_month_now": None}
    salaries = dict.fromkeys(months) | {months[0]: 400, months[2]: 0}
    since = {"month": months[1], "or_before": False}
    way = [
        ("couple", {"answer": "alone"}, "couple", "alone"),
        ("parent-seul", {"answer": months[1]}, "isolated_since", since),
        ("pension-alimentaire", {"line0": "85,50"}, "child_support", {str(ines.pk): 85.5}),
        ("situation", {"answer": "jobseeker_are"}, "situation", "jobseeker_are"),
        ("revenu", {"answer": "1 012,3 €"}, "income", 1012.3),
        ("revenu-depuis", {"answer": months[1]}, "income_since", since),
        ("salaires", {months[0]: "400", months[2]: "0"}, "salaries", salaries),
        ("salaires-avant", {"none": "on"}, "earlier_salaries", None),
        ("logement", {"answer": "tenant_social"}, "housing", "tenant_social"),
        ("loyer", {"answer": "410,50"}, "rent", 410.5),
        ("versements", lines, "benefits", {month: paid}),
        ("declaration", {"answer": coming}, "next_declaration", coming),
        ("avis-d-impot", {"answer": "0"}, "resources", {"year": year, "eur": 0}),
        ("garde-1", care, keys.care_key(ines), cared),
    ]
    for (code, fields, key, kept), following in zip(way, [*way[1:], None], strict=True):
        leads_to = at(following[0]) if following else reverse("rights_answers")
        assert send(alice, code, **fields) == leads_to
        if kept is not None:
            assert said(alice)[key] == kept
    earlier = said(alice)["earlier_salaries"]
    assert len(earlier) == 11
    assert set(earlier.values()) == {0}
    assert conversation_of(alice, timezone.localdate()).open_keys() == ()


def test_coming_back_resumes_at_the_first_question_without_an_answer(alice: Person) -> None:
    send(alice, "couple", answer="alone")
    send(alice, "pension-alimentaire", line0_is="nothing")
    page = read(alice, reverse("rights"))
    assert "2 réponses sur 11 sont gardées" in page
    assert f'class="button" href="{at("parent-seul")}"' in page
    assert send(alice, "parent-seul", answer="long") == at("situation")


def test_what_was_answered_is_shown_again(alice: Person) -> None:
    send(alice, "logement", answer="tenant")
    send(alice, "loyer", answer="702,5")
    send(alice, "versements", line0="573,49", line1_is="nothing", line2_is="unknown")
    assert re.search(r'value="tenant"[^>]*checked', read(alice, at("logement")))
    assert 'value="702,50"' in read(alice, at("loyer"))
    page = read(alice, at("versements"))
    assert 'value="573,49"' in page
    checked = re.findall(r'name="line(\d)_is" value="(\w+)"[^>]*checked', page)
    assert checked[:3] == [("0", "amount"), ("1", "nothing"), ("2", "unknown")]


def test_the_file_proposes_and_the_person_confirms(alice: Person) -> None:
    page = read(alice, at("couple"))
    assert "Votre dossier indique : <strong>parent seul avec enfant</strong>" in page
    assert re.search(r'value="alone"[^>]*checked', page)
    assert said(alice) == {}
    send(alice, "couple", answer="couple")
    page = read(alice, at("couple"))
    assert "Votre dossier indique" not in page
    assert re.search(r'value="couple"[^>]*checked', page)


def test_a_couple_is_asked_about_the_other_one(alice: Person) -> None:
    assert send(alice, "couple", answer="couple") == at("conjoint-naissance")
    assert send(alice, "conjoint-naissance", answer="2/5/1990") == at("conjoint-situation")
    assert send(alice, "conjoint-situation", answer="employee") == at("conjoint-revenu")
    assert send(alice, "conjoint-revenu", answer="1200") == at("conjoint-salaires")
    assert said(alice)["partner_birth"] == "1990-05-02"
    assert 'value="02/05/1990"' in read(alice, at("conjoint-naissance"))
    assert "Question 4 sur 15" in read(alice, at("conjoint-revenu"))


def test_an_answer_is_changed_from_the_list_and_leads_back_to_it(alice: Person) -> None:
    say(alice, housing="tenant", rent=500)
    page = read(alice, reverse("rights_answers"))
    assert f'href="{at("loyer", "reponses")}"' in page
    page = read(alice, at("loyer", "reponses"))
    assert '<input type="hidden" name="retour" value="reponses">' in page
    assert "Ne rien changer" in page
    assert page.count(f'href="{reverse("rights_answers")}"') == 2
    assert send(alice, "loyer", answer="510", retour="reponses") == reverse("rights_answers")
    assert "510 € par mois" in read(alice, reverse("rights_answers"))


def test_a_change_that_opens_a_question_asks_it_before_going_back(alice: Person) -> None:
    say(alice, housing="owner")
    followed = send(alice, "logement", answer="tenant", retour="reponses")
    assert followed == at("loyer", "reponses")
    assert send(alice, "loyer", answer="510", retour="reponses") == reverse("rights_answers")
    followed = send(alice, "couple", answer="couple", retour="resultat")
    assert followed == at("conjoint-naissance", "resultat")
    assert send(alice, "situation", answer="none", retour="resultat") == reverse("rights_result")


@pytest.mark.parametrize("back", ["", "ailleurs", "https://exemple.invalid/"])
def test_a_strange_way_back_is_none(alice: Person, back: str) -> None:
    assert send(alice, "couple", answer="alone", retour=back) == at("parent-seul")


def test_the_list_says_everything_that_was_said(alice: Person, ines: Child) -> None:
    months = recent()
    say(
        alice,
        couple="alone",
        isolated_since={"month": "2020-03", "or_before": True},
        child_support={str(ines.pk): None},
        situation="disabled_aah",
        income=1033.32,
        salaries=dict.fromkeys(months, 0),
        earlier_salaries="unknown",
        benefits={paid_month(): dict.fromkeys(keys.BENEFIT_LINES, 0) | {"rsa": 573.49}},
        resources={"year": timezone.localdate().year - 2, "eur": 12345},
        **{keys.care_key(ines): {"kind": "home", "hours_month": 35.5, "hours_month_now": 0}},
    )
    page = read(alice, reverse("rights_answers"))
    for words in (
        "Non, je ne vis pas en couple",
        "Mars 2020, ou plus tôt",
        "Inès : je ne sais pas",
        "Avec l’AAH",
        "1 033,32 € par mois",
        "Aucun salaire pendant ces mois",
        "RSA : 573,49 €",
        "Prime d’activité : rien",
        "12 345 €",
        "La garde d’Inès",
        "Une personne payée, à la maison",
        "35,50 h par mois avec un emploi",
        "0 h par mois aujourd’hui",
        "Pas encore de réponse",
    ):
        assert words in page, words


def test_a_question_that_is_not_asked_any_more_leads_to_the_list(alice: Person) -> None:
    client = sign_in(alice)
    for code in ("loyer", "conjoint-revenu", "garde-2"):
        for answer in (client.get(at(code)), client.post(at(code), {"answer": "1"})):
            assert (answer.status_code, answer["Location"]) == (302, reverse("rights_answers"))
    assert said(alice) == {}


def test_what_was_typed_beside_an_erasing_tab_is_told_of_and_not_lost_in_silence(
    alice: Person,
) -> None:
    say(alice, housing="tenant")
    answering, erasing = sign_in(alice), sign_in(alice)
    assert answering.get(at("loyer")).status_code == 200
    erasing.post(reverse("rights_forget"))
    page = answering.post(at("loyer"), {"answer": "510"}, follow=True).content.decode()
    assert "cette question ne se pose plus" in page
    assert said(alice) == {}
    # A question that is still asked is answered as ever.
    assert answering.post(at("logement"), {"answer": "owner"}).status_code == 302
    assert said(alice) == {"housing": "owner"}


def test_erased_while_the_answer_was_being_read_is_the_same(
    alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(alice, housing="tenant")

    def erase_then_answer(person: Person, key: str, value: object, today: dt.date) -> None:
        forget_answers(alice)
        answer_question(person, key, value, today)

    monkeypatch.setattr("jalon.web.person.rights.views.answer_question", erase_then_answer)
    page = sign_in(alice).post(at("loyer"), {"answer": "510"}, follow=True).content.decode()
    assert "cette question ne se pose plus" in page
    assert said(alice) == {}


@pytest.mark.parametrize("code", ["garde-0x", "religion", "garde-", "care", "conjoint"])
def test_a_question_that_does_not_exist_is_not_found(alice: Person, code: str) -> None:
    assert sign_in(alice).get(at(code)).status_code == 404


@pytest.mark.parametrize(
    ("back", "name"), [("resultat", "Mon estimation"), ("offres", "Mes offres")]
)
def test_a_rare_question_has_no_place_in_the_order(alice: Person, back: str, name: str) -> None:
    say(alice, couple="alone", situation="none", housing="tenant_social")
    page = read(alice, at("grossesse", back))
    assert "Question " not in page
    assert f"<span>{name}</span>" in page
    assert "Question 1 sur" in read(alice, at("couple", back))
