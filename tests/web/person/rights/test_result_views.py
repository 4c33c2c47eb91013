"""The letter: what may be claimed, in groups, with amounts, reasons, places and papers."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from jalon.core.errors import ScaleError
from jalon.core.months import Month, format_month, month_of
from jalon.people.household import keys, law_work
from jalon.people.household.conversation import conversation_of
from jalon.people.models import Child, HouseholdAnswers, Person
from jalon.rights import Benefit, Check, Household, Range, Verdict, entries, questions, reasons
from jalon.web.person.rights.letter import say_range
from jalon.web.person.rights.question_of_field import _KEYS_OF, address_to_ask
from tests.web.conftest import sign_in
from tests.web.words.test_plain import flat

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as _Answer

pytestmark = pytest.mark.django_db
Put = Callable[..., list[Household]]


def text_of(answer: _Answer) -> str:
    return flat(html.unescape(answer.content.decode()))


def read(person: Person) -> str:
    answer = sign_in(person).get(reverse("rights_result"))
    assert answer.status_code == 200
    return text_of(answer)


def say(person: Person, **answers: object) -> None:
    HouseholdAnswers.objects.update_or_create(person=person, defaults={"answers": answers})


def benefit(
    id_: str,
    verdict: Verdict,
    amount: Range | None = None,
    question: str | None = None,
    *reasons: str,
) -> Benefit:
    entry = entries()[id_]
    return Benefit(
        *(id_, verdict, amount, question, reasons),
        *(entry.claim_at, entry.documents, "2026-04-01"),
    )


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Put:
    """Puts an engine that is ready and finds what a test says; gives the households asked about."""

    def put(*found: Benefit) -> list[Household]:
        asked: list[Household] = []

        def check_rights(household: Household) -> Check:
            asked.append(household)
            return Check(household.month, found)

        monkeypatch.setattr(law_work, "check_rights", check_rights)
        return asked

    return put


def section(page: str, name: str) -> str:
    """One group of the letter."""
    found = re.search(rf'<section [^>]*aria-labelledby="groupe-{name}">(.*?)</section>', page, re.S)
    assert found is not None, name
    return found[1]


def test_each_benefit_is_in_the_group_of_its_case(alice: Person, engine: Put) -> None:
    month = format_month(Month(month_of(timezone.localdate()) - 1))
    say(alice, situation="none", benefits={month: {"rsa": 950.2, "ppa": 0}})
    engine(
        benefit("rsa", "likely", Range(940, 950, 960), None, "received"),
        benefit("ppa", "no", None, None, "not_received", "opens_with_work"),
        benefit("aide_logement", "cannot_tell", None, "rent"),
        benefit("asf", "likely", Range(195.86, 195.86, 195.86), None, "not_received"),
        benefit("paje", "possible", Range(0, 100, 196.6), "resources_n2"),
        benefit("aah", "cannot_tell", None, "disability", "never_from_health"),
        benefit("cmg", "no", None, None, "paid_though_not_found", "received"),
    )
    page = read(alice)
    titles = re.findall(r'<h2 id="groupe-\w+">([^<]+)', page)
    assert titles == [
        "Vous y avez sans doute droit",
        "Vous recevez déjà",
        "C’est possible",
        "Une question manque",
        "À voir avec quelqu’un",
        "Pas aujourd’hui",
    ]
    likely, received = section(page, "likely"), section(page, "received")
    assert "Environ 196 € par mois" in likely
    assert entries()["asf"].name in likely
    assert "Montants de la loi depuis le 1er avril 2026" in likely
    assert "950,20 € reçus en" in received
    assert "Notre estimation : entre 940 et 960 € par mois" in received
    assert received.count("<article") == 2
    assert "Jusqu’à 197 € par mois" in section(page, "possible")
    assert "Elle s’ouvre quelques mois après la reprise d’un travail." in section(page, "not_now")
    assert flat(questions()["disability"].ask) in section(page, "elsewhere")
    assert "La CAF décide ; Jalon estime." in page


def test_what_an_amount_depends_on_is_said_where_there_is_one(alice: Person, engine: Put) -> None:
    say(alice, situation="none")
    engine(
        benefit("rsa", "cannot_tell", None, None, "varies_with_isolation", "permit_five_years"),
        benefit("asf", "possible", Range(0, 100, 196.6), "child_support", "varies_with_rsa"),
    )
    page = read(alice)
    assert flat(reasons()["varies_with_isolation"]) not in page
    assert flat(reasons()["permit_five_years"]) in page
    assert flat(reasons()["varies_with_rsa"]) in page


def test_who_is_registered_may_say_so_where_it_is_supposed(alice: Person, engine: Put) -> None:
    address = reverse("rights_question", args=["situation"]) + "?retour=resultat"
    say(alice, situation="none")
    housing = replace(benefit("aide_logement", "likely"), assumed=("assumed_registered",))
    engine(housing, benefit("ars", "possible", Range(0, 0, 100), "registered"))
    page = read(alice)
    assert page.count(f'href="{address}"') == 2
    assert "Revoir ma situation" in page
    # Who looks for work has answered.
    say(alice, situation="jobseeker")
    assert "Revoir ma situation" not in read(alice)


def test_papers_and_places_are_with_what_can_be_claimed(alice: Person, engine: Put) -> None:
    say(alice, situation="none")
    engine(benefit("asf", "likely"), benefit("cf", "no", None, None, "three_children_needed"))
    page, entry = read(alice), entries()["asf"]
    likely = section(page, "likely")
    assert likely.count("<li>") == len(entry.documents)
    for words in (*entry.documents, entry.claim_at.organisation, entry.claim_at.how):
        assert flat(words) in likely
    assert f'href="{entry.claim_at.url}"' in likely
    assert "<li>" not in section(page, "not_now")


def test_a_missing_answer_is_one_link_away(alice: Person, engine: Put) -> None:
    say(alice, housing="tenant")
    engine(benefit("aide_logement", "cannot_tell", None, "rent"))
    ask = section(read(alice), "ask")
    assert flat(questions()["rent"].ask) in ask
    link = reverse("rights_question", args=["loyer"]) + "?retour=resultat"
    assert f'href="{link}"' in ask
    say(alice, housing="tenant", rent=400)
    assert 'id="groupe-ask"' not in read(alice)


def test_the_household_that_was_answered_is_the_one_that_is_checked(
    alice: Person, engine: Put
) -> None:
    asked = engine()
    say(alice, situation="none", housing="tenant", rent=400)
    read(alice)
    (household,) = asked
    assert household.housing.rent_eur == 400
    assert household.adults[0].birth == alice.birth_date


def test_without_an_answer_nothing_is_asked_of_the_engine(alice: Person, engine: Put) -> None:
    asked = engine()
    assert "Répondez d’abord à quelques questions" in read(alice)
    assert asked == []


@pytest.mark.parametrize(
    ("answers", "code"),
    [({"couple": "unknown"}, "couple"), ({"couple": "couple"}, "conjoint-naissance")],
)
def test_a_household_whose_adults_nobody_knows_is_not_estimated(
    alice: Person, engine: Put, answers: dict[str, str], code: str
) -> None:
    asked = engine()
    say(alice, **answers)
    page = read(alice)
    assert "Il manque une réponse" in page
    assert reverse("rights_question", args=[code]) + "?retour=resultat" in page
    assert asked == []


def test_before_the_worker_answers_the_page_says_so_and_computes_nothing(
    alice: Person, engine: Put, law_waits: Callable[[], list[str]]
) -> None:
    say(alice, situation="none")
    asked = engine(benefit("asf", "likely"))
    for _ in range(2):
        answer = sign_in(alice).get(reverse("rights_result"))
        assert answer.status_code == 200
        assert "Ce n’est pas un non." in text_of(answer)
        assert "Cette page se met à jour toute seule" in text_of(answer)
        assert "no-store" in answer["Cache-Control"]
    assert asked == []
    assert "people.ask_short_law" in law_waits()
    for _ in range(2):
        assert entries()["asf"].name in read(alice)
    assert len(asked) == 1


def test_an_engine_that_fails_tells_no_value_of_anybody(
    alice: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: Household) -> Check:
        raise ScaleError("rent 417.31 is unknown")

    say(alice, situation="none", housing="tenant", rent=417.31)
    monkeypatch.setattr(law_work, "check_rights", fail)
    assert sign_in(alice).get(reverse("rights_result")).status_code == 503
    assert "ScaleError" in caplog.text
    assert "417" not in caplog.text


def test_the_letter_holds_what_was_answered_and_its_date(alice: Person, engine: Put) -> None:
    engine()
    say(alice, housing="tenant", rent=417.31)
    page = read(alice)
    assert "417,31 € par mois" in page
    assert page.count(str(timezone.localdate().year)) >= 2
    assert "Bonjour Alice," in page


def test_the_letter_prints_whole(alice: Person, engine: Put) -> None:
    say(alice, situation="none")
    engine(benefit("asf", "likely"))
    page = read(alice)
    assert "web/css/letter.css" in page
    links = re.findall(r'<p class="([^"]*)"><a class="button', page)
    assert links
    assert all("no-print" in classes for classes in links)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (None, ""),
        (Range(0, 0, 0), ""),
        (Range(573.49, 573.49, 573.49), "environ 573 € par mois"),
        (Range(573.1, 573.2, 573.4), "environ 573 € par mois"),
        (Range(450, 500, 573.4), "entre 450 et 573 € par mois"),
        (Range(0, 500, 1573.4), "jusqu’à 1 573 € par mois"),
    ],
)
def test_amounts_are_said_as_what_is_known_of_them(amount: Range | None, words: str) -> None:
    assert flat(say_range(amount)) == words


def test_every_place_that_a_question_fills_is_asked_by_us_or_known(alice: Person) -> None:
    fields = {question.field for question in questions().values()} - {None}
    asked = {*_KEYS_OF, "children.care", "children.care.hours_month_now"}
    assert fields - asked == {"commune"}


def test_what_is_unknown_of_one_child_or_month_is_asked_again(alice: Person) -> None:
    child: Child = alice.children.get()
    key = keys.care_key(child)
    today = timezone.localdate()
    care = {"kind": "creche", "hours_month": 100, "hours_month_now": None}
    months = conversation_of(alice, today).salary_months
    say(alice, **{key: care}, salaries=dict.fromkeys(months, 0), earlier_salaries="unknown")
    talk = conversation_of(alice, today)
    assert "garde-1" in address_to_ask(talk, "children.care.hours_month_now")
    assert "salaires-avant" in address_to_ask(talk, "adults.past_net_salaries")
    say(alice, **{key: {"kind": "none", "hours_month": None, "hours_month_now": None}})
    assert address_to_ask(conversation_of(alice, today), "children.care") == ""
    assert address_to_ask(talk, "commune") == ""
    assert address_to_ask(talk, None) == ""


def test_a_years_benefit_is_a_sum_with_its_month(alice: Person, engine: Put) -> None:
    say(alice, situation="none")
    month = month_of(timezone.localdate())
    yearly = replace(
        benefit("ars", "likely", Range(35.57, 35.57, 35.57), None, "yearly_in_august"),
        paid_in=Month(month - month % 12 + 7),
    )
    engine(yearly)
    likely = section(read(alice), "likely")
    assert "Environ 427 € en août" in likely
    assert "par mois" not in likely
    assert "Elle est versée une fois par an, en août." in likely


def test_what_is_assumed_is_said_once_with_a_way_to_answer(alice: Person, engine: Put) -> None:
    say(alice, situation="none", housing="tenant")
    codes = ("assumed_no_pregnancy", "assumed_no_flat_share", "assumed_permit")
    engine(
        replace(benefit("rsa", "likely", Range(651, 651, 651)), assumed=codes[::2]),
        replace(benefit("aide_logement", "likely", Range(200, 200, 200)), assumed=codes[1:2]),
        replace(benefit("ppa", "likely", Range(200, 200, 200)), assumed=codes[:1]),
    )
    page = read(alice)
    for code, address in zip(codes, ("grossesse", "colocation", "titre-de-sejour"), strict=True):
        assert page.count(f"<li>{flat(reasons()[code])}") == 1
        assert reverse("rights_question", args=[address]) in page
    say(alice, situation="none", housing="tenant", pregnancy="no")
    assert reverse("rights_question", args=["grossesse"]) not in read(alice)


@pytest.mark.parametrize("address", ["grossesse", "titre-de-sejour"])
def test_a_rare_question_is_answered_and_leads_back(alice: Person, address: str) -> None:
    client = sign_in(alice)
    url = reverse("rights_question", args=[address])
    assert client.get(url).status_code == 200
    answer = {"grossesse": "no", "titre-de-sejour": "short"}[address]
    form = client.get(f"{url}?retour=resultat").context["form"]
    sent = client.post(url, {"answer": answer, "retour": "resultat", "sceau": form.seal})
    assert (sent.status_code, sent["Location"]) == (302, reverse("rights_result"))
    talk = conversation_of(alice, timezone.localdate())
    assert answer in talk.answers.values()
    # Nobody is led to it, and what was answered is told.
    key = {"grossesse": keys.PREGNANCY, "titre-de-sejour": keys.PERMIT}[address]
    assert key not in talk.keys
    assert key in talk.told_keys
