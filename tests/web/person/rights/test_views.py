"""« Mes droits », one question a screen: saved at once, skipped, taken up again, never lost."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jalon.core.months import Month, format_month, month_of
from jalon.people.household import keys
from jalon.people.household.conversation import conversation_of
from jalon.people.models import Child, HouseholdAnswers, Person
from jalon.web.guards.kept_form import seal
from tests.web.conftest import sign_in
from tests.web.words.test_plain import flat

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as _Answer

UNSURE = {"ne-sais-pas": "1"}


@pytest.fixture
def ines(alice: Person) -> Child:
    """The child of Alice."""
    return alice.children.get()


def at(code: str, back: str = "") -> str:
    return reverse("rights_question", args=[code]) + (f"?retour={back}" if back else "")


def text_of(answer: _Answer) -> str:
    """A page with its spaces and signs as one types them."""
    return flat(html.unescape(answer.content.decode()))


def read(person: Person, url: str) -> str:
    answer = sign_in(person).get(url)
    assert answer.status_code == 200
    return text_of(answer)


def said(person: Person) -> dict[str, Any]:
    row = HouseholdAnswers.objects.filter(person=person).first()
    return row.answers if row else {}


def say(person: Person, **answers: object) -> None:
    HouseholdAnswers.objects.update_or_create(person=person, defaults={"answers": answers})


def send(person: Person, code: str, **fields: str) -> str:
    """The address that an answer leads to."""
    answer = sign_in(person).post(at(code), fields)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def recent() -> list[str]:
    this = month_of(timezone.localdate())
    return [format_month(Month(this - back)) for back in (4, 3, 2, 1, 0)]


def paid_month() -> str:
    return recent()[-2]


ALONE_WITH_A_CHILD = (
    *("couple", "parent-seul", "pension-alimentaire", "situation", "salaires", "salaires-avant"),
    *("logement", "versements", "declaration", "avis-d-impot", "garde-1"),
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


@pytest.mark.parametrize("code", ["garde-0x", "religion", "garde-", "care", "conjoint"])
def test_a_question_that_does_not_exist_is_not_found(alice: Person, code: str) -> None:
    assert sign_in(alice).get(at(code)).status_code == 404


def test_everything_is_erased_only_when_it_is_meant(alice: Person) -> None:
    say(alice, housing="owner")
    client = sign_in(alice)
    assert "Effacer toutes vos réponses" in client.get(reverse("rights_forget")).content.decode()
    assert said(alice) == {"housing": "owner"}
    answer = client.post(reverse("rights_forget"), follow=True)
    assert answer.redirect_chain == [(reverse("rights"), 302)]
    assert "vos réponses sont effacées" in answer.content.decode()
    assert said(alice) == {}


def test_what_was_sent_after_the_visit_ended_is_kept(alice: Person) -> None:
    say(alice, housing="tenant")
    client = Client()
    fields = {"answer": "410,50", "sceau": seal(alice), "retour": "reponses"}
    assert client.post(at("loyer"), fields)["Location"] == "/"
    assert said(alice) == {"housing": "tenant"}
    back = client.post(reverse("enter"), {"compte": "alice"})
    assert back["Location"] == at("loyer")
    page = text_of(client.get(at("loyer")))
    assert "Nous avons gardé ce que vous aviez répondu." in page
    assert 'value="410,50"' in page
    assert '<input type="hidden" name="retour" value="reponses">' in page
    assert "Nous avons gardé" not in client.get(at("loyer")).content.decode()


def test_what_alice_wrote_is_never_shown_to_bob(alice: Person, bob: Person) -> None:
    client = Client()
    client.post(at("situation"), {"answer": "disabled_aah", "sceau": seal(alice)})
    client.post(reverse("enter"), {"compte": "bob"})
    page = text_of(client.get(at("situation")))
    assert "Nous avons gardé" not in page
    assert not re.search(r"<input[^>]*checked", page)


def test_i_do_not_know_sent_too_late_is_no_mistake(alice: Person) -> None:
    client = Client()
    client.post(at("situation"), {"sceau": seal(alice), **UNSURE})
    client.post(reverse("enter"), {"compte": "alice"})
    page = client.get(at("situation")).content.decode()
    assert "Erreur" not in page
    assert "à corriger" not in page


def test_answers_are_of_one_person_alone(alice: Person, bob: Person) -> None:
    say(alice, housing="tenant", rent=417.31, situation="disabled_aah")
    for name in ("rights", "rights_answers", "rights_result"):
        page = read(bob, reverse(name))
        assert "417,31" not in page
        assert "AAH" not in page
    assert not re.search(r"<input[^>]*checked", read(bob, at("situation")))
    sign_in(bob).post(at("situation"), {"answer": "none", "person": str(alice.pk)})
    assert said(alice)["situation"] == "disabled_aah"


def addresses(page: str) -> Iterator[str]:
    yield from re.findall(r'(?:href|action)="(/mes-droits/[^"]*)"', page)


def test_no_address_says_anything_of_the_person(alice: Person, ines: Child) -> None:
    say(alice, situation="disabled_aah", housing="tenant", rent=417.31)
    client = sign_in(alice)
    pages = [reverse("rights"), reverse("rights_answers"), *(at(c) for c in ALONE_WITH_A_CHILD)]
    found = {url for page in pages for url in addresses(client.get(page).content.decode())}
    assert len(found) > len(ALONE_WITH_A_CHILD)
    told = re.compile(r"aah|417|tenant|unknown|In%C3%A8s|\d{3,}", re.IGNORECASE)
    assert not [url for url in found if told.search(url)]
    posted = re.findall(r'name="([^"]+)"', client.get(at("pension-alimentaire")).content.decode())
    assert str(ines.pk) not in posted


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
