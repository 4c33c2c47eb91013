"""What a job brings in, on the list and on an offer's page."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.urls import reverse

from jalon.jobs.person.gains import Gains
from jalon.jobs.person.week import OfferDays
from jalon.people.models import HouseholdAnswers, Person
from jalon.web.person.offers.gain_section import make_gain_section, make_invitation, question_url
from jalon.web.person.offers.list_place import ListPlace, find_back
from tests.web import days
from tests.web.conftest import sign_in
from tests.web.gains import make_gain, not_computed_gain
from tests.web.person.offers.test_views import read, refused, unknown, week
from tests.web.space import gains_of
from tests.web.words.test_plain import flat

Space = Callable[..., list[Person]]
ANSWERS = {"couple": "alone", "situation": "none", "housing": "tenant_social"}


def tell(person: Person, **answers: object) -> None:
    HouseholdAnswers.objects.update_or_create(person=person, defaults={"answers": answers})


def put(space: Space, *offers: OfferDays, **nets: tuple[float, float, float]) -> None:
    space(offers, gains={slug: make_gain(slug, net) for slug, net in nets.items()})


def test_a_card_has_its_figure_and_its_range(alice: Person, space: Space) -> None:
    put(space, week("a"), week("b"), a=(412, 563, 688))
    page = read(alice, "offers")
    assert "Environ + 560 € par mois" in page
    assert "entre + 410 € et + 690 €" in page
    assert page.count("Jalon ne sait pas calculer ce gain.") == 1
    assert "Cette offre commence dans plus d’un an." in page
    assert "en moyenne sur douze mois, garde et trajet déduits" in page


def test_a_gain_below_zero_is_said_without_drama(alice: Person, space: Space) -> None:
    put(space, week("a"), a=(-90, -36, 20))
    assert "Environ − 40 € par mois" in read(alice, "offers")
    page = read(alice, "offer", "a")
    assert "entre − 90 € et + 20 €" in page
    assert "Il compte aussi pour votre retraite" in page


def test_a_card_says_what_its_figure_is_without(alice: Person, space: Space) -> None:
    space([week("a")], gains={"a": make_gain("a", not_counted=("childcare",))})
    assert "sans compter la garde" in read(alice, "offers")
    page = read(alice, "offer", "a")
    assert "trajet déduit, mais pas la garde" in page
    assert "garde et trajet déduits" not in page


def test_sorted_by_gain_equal_offers_are_together(alice: Person, space: Space) -> None:
    nets = {"a": (100, 200, 300), "b": (250, 400, 500), "c": (240, 260, 500), "d": (0, 10, 20)}
    put(space, *(week(slug) for slug in "adbc"), week("e"), **nets)
    page = read(alice, "offers", query="?tri=gain")
    order = re.findall(r"mes-offres/(\w)/", page)
    # Of the last nothing is known: it is in the other orders.
    assert order == ["a", "b", "c", "d"]
    assert page.count("3 offres ensemble : on ne peut pas dire laquelle rapporte le plus") == 1
    assert page.count('class="equals"') == 1
    assert page.count("Le trajet le plus court vient alors d’abord.") == 1
    plain = read(alice, "offers", query="?tri=trajet")
    assert "on ne peut pas dire" not in plain
    assert "vient alors d’abord" not in plain


def test_the_order_by_gain_is_proposed_with_gains_only(alice: Person, space: Space) -> None:
    put(space, week("a"), a=(1, 2, 3))
    assert '<option value="gain">ce qu’il rapporte</option>' in read(alice, "offers")
    space([week("a")])
    page = read(alice, "offers", query="?tri=gain")
    assert 'value="gain"' not in page
    assert '<option value="trajet" selected>' in page


def test_a_page_asks_for_the_gain_of_its_own_offer(
    alice: Person, space: Space, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list asks for none: it reads what the worker keeps."""
    space([week("b"), refused("no"), unknown("who"), week("a")])
    asked: list[list[str]] = []

    def gains_for(person: Person, found: list[OfferDays], *_: object) -> Gains:
        asked.append([one.offer.slug for one in found])
        return gains_of(person, {})

    monkeypatch.setattr("jalon.web.person.offers.views.gains_for", gains_for)
    read(alice, "offers")
    read(alice, "offer", "a")
    read(alice, "offer", "no")
    assert asked == [["a"], ["no"]]


def test_without_answers_the_list_invites_once(alice: Person, space: Space) -> None:
    space([week("a"), week("b")])
    page = read(alice, "offers")
    assert page.count("Combien je gagnerais vraiment&nbsp;?") == 1
    assert "Répondez à une dizaine de questions" in page
    assert f'href="{reverse("rights")}">Commencer les questions' in page
    assert "€ par mois" not in page
    assert "calculer ce gain" not in page
    assert "Commencer les questions" in read(alice, "offer", "a")


def test_where_one_answer_is_missing_it_is_one_step_away(alice: Person, space: Space) -> None:
    tell(alice, couple="alone")
    talk = gains_of(alice, None).talk
    invitation = make_invitation(Gains(talk, "no_household", missing="situation"))
    assert invitation is not None
    assert invitation.started
    assert invitation.url.startswith("/mes-droits/questions/")
    assert invitation.url.endswith("/?retour=offres")


@pytest.mark.parametrize(
    ("state", "why", "words"),
    [
        ("not_ready", (), "se calcule en ce moment"),
        ("not_computed", ("ass_with_a_job",), "Avec l’ASS, un emploi suit des règles"),
    ],
)
def test_why_no_offer_has_a_figure_is_said_once(
    state: str,
    why: tuple[str, ...],
    words: str,
    alice: Person,
    space: Space,
) -> None:
    space([week("a"), week("b")], said={"state": state, "why": why})
    for page in (read(alice, "offers"), read(alice, "offer", "a")):
        assert page.count(words) == 1
        assert "€ par mois" not in page


def test_a_gain_that_is_not_computed_says_why(alice: Person, space: Space) -> None:
    space([week("a")], gains={"a": not_computed_gain("a")})
    assert "Ouvrez cette offre pour savoir ce qu’elle vous apporte." in read(alice, "offers")
    page = read(alice, "offer", "a")
    assert "Jalon ne sait pas calculer ce gain." in page
    assert "Avec l’AAH, un emploi suit des règles" in page
    assert "bars__plot" not in page


def test_the_offer_says_all_about_its_gain(alice: Person, space: Space) -> None:
    tell(alice, **ANSWERS)
    space([week("a")], gains={"a": make_gain("a")})
    page = read(alice, "offer", "a")
    for words in (
        "Ce que cet emploi vous apporte",
        "En avril, votre RSA s’arrête et la prime d’activité commence",
        'aria-label="Douze mois à partir de décembre 2026.',
        "<caption>Avec cet emploi, en euros</caption>",
        "<caption>Sans cet emploi, en euros</caption>",
        "2 137,83",
        "La CAF peut trouver un montant un peu différent du nôtre.",
        "On ne sait pas quand est la prochaine déclaration trimestrielle.",
        "Les mois exacts dépendent de votre prochaine déclaration.",
        "L’impôt sur le revenu.",
        "RSA, prime d’activité et prestations familiales au 1er avril 2026",
        "La CAF décide&nbsp;; Jalon estime.",
    ):
        assert words in page
    assert page.count("/mes-droits/questions/declaration/?retour=offre-a") == 2


def test_an_offer_that_does_not_hold_has_its_figure_too(alice: Person, space: Space) -> None:
    space([refused("no")], gains={"no": make_gain("no", not_counted=("travel",))})
    page = read(alice, "offer", "no")
    assert "garde déduite, mais pas le trajet" in page


def test_a_cause_leads_to_the_question_that_settles_it(alice: Person) -> None:
    tell(alice, **ANSWERS)
    talk = gains_of(alice, None).talk
    assert question_url(talk, "care") == question_url(talk, f"care:{talk.children[0].pk}") != ""
    assert question_url(talk, "partner_income") == ""
    tell(alice, **ANSWERS, **{f"care:{talk.children[0].pk}": _care(140, 60)})
    assert question_url(gains_of(alice, None).talk, "care") == ""
    tell(alice, **ANSWERS, **{f"care:{talk.children[0].pk}": _care(140, None)})
    assert question_url(gains_of(alice, None).talk, "care") != ""


def _care(hours: int, now: int | None) -> dict[str, object]:
    return {"kind": "creche", "hours_month": hours, "hours_month_now": now}


def test_a_code_without_words_does_not_pass_in_silence(alice: Person) -> None:
    gains = gains_of(alice, {"a": make_gain("a", causes=("nobody_knows",))})
    with pytest.raises(ValueError, match="nobody_knows"):
        make_gain_section(gains, "a")


def test_no_page_builds_the_tax_benefit_system(
    alice: Person,
    space: Space,
    monkeypatch: pytest.MonkeyPatch,
    law_waits: Callable[[], list[str]],
) -> None:
    """The real question of the job space, before the worker has answered it."""
    from jalon.jobs.person import queries
    from jalon.rights.fisca import systems

    def never(*_: object) -> None:
        raise AssertionError("a request builds the system")

    tell(alice, **ANSWERS)
    space([week("a")])
    monkeypatch.setattr("jalon.web.person.offers.views.gains_for", queries.gains_for)
    for name in ("lean_system", "full_system"):
        monkeypatch.setattr(systems, name, never)
    assert "se calcule en ce moment" in read(alice, "offer", "a")


def test_the_page_of_another_offer_knows_nothing_of_it(alice: Person, space: Space) -> None:
    put(space, week("a"), week("b"), a=(1, 2, 3))
    page = read(alice, "offer", "b")
    assert "Jalon ne sait pas calculer ce gain." in page
    assert flat("Cette offre commence dans plus d’un an.") in page
    assert days.make_offer("b").slug in page


def test_what_is_assumed_leads_to_its_question(alice: Person, space: Space) -> None:
    tell(alice, **ANSWERS)
    gain = make_gain("a", assumed=("assumed_no_pregnancy", "assumed_no_flat_share"))
    space([week("a")], gains={"a": gain})
    page = read(alice, "offer", "a")
    assert "Ce que Jalon a supposé" in page
    assert "Nous avons compté que vous n’attendez pas d’enfant." in page
    assert page.count("Ce n’est pas mon cas") == 2
    assert (
        len(re.findall(r'href="/mes-droits/questions/[^"]*/\?retour=offre-a">Ce n’est', page)) == 2
    )


@pytest.mark.parametrize(
    "query", ["", "?tri=marge&page=2", "?liste=pourquoi-pas&tri=depart&depuis=3&page=2"]
)
def test_a_question_of_an_offer_leads_back_to_it_and_to_its_place(
    alice: Person, space: Space, query: str
) -> None:
    tell(alice, **ANSWERS)
    space([week("a")], gains={"a": make_gain("a", assumed=("assumed_no_flat_share",))})
    client, here = sign_in(alice), reverse("offer", args=["a"]) + query
    shown = client.get(here).content.decode()
    asked = set(re.findall(r'href="(/mes-droits/questions/[^"]+)"', shown))
    assert len(asked) >= 2
    for url in asked:
        page = html.unescape(client.get(html.unescape(url)).content.decode())
        assert f'<a class="ask__skip" href="{here}">Ne rien changer' in page
        [up] = re.findall(r'<a class="up" href="([^"]+)">.*?<span>L’offre</span>', page, re.DOTALL)
        assert up == here
        [back] = re.findall(r'name="retour" value="([^"]+)"', page)
        sent = {"ne-sais-pas": "1", "retour": back}
        assert client.post(url.partition("?")[0], sent)["Location"] == here


def test_a_question_of_the_list_leads_back_to_its_page(alice: Person) -> None:
    tell(alice, couple="alone")
    talk = gains_of(alice, None).talk
    here = ListPlace(sort="marge", page=2)
    gains = Gains(talk, "no_household", missing="situation")
    invitation = make_invitation(gains, here.back())
    assert invitation is not None
    page = html.unescape(sign_in(alice).get(invitation.url).content.decode())
    assert f'<a class="ask__skip" href="{here.url()}">' in page
    assert "<span>Mes offres</span>" in page


def test_an_answer_that_opens_questions_asks_them_first_and_then_leads_back(alice: Person) -> None:
    tell(alice, **ANSWERS)
    client = sign_in(alice)
    back = ListPlace(page=3).back("a")
    url = reverse("rights_question", args=["couple"])
    followed = client.post(url, {"answer": "couple", "retour": back})["Location"]
    assert followed.startswith("/mes-droits/questions/")
    assert f'href="{reverse("offer", args=["a"])}?page=3">' in client.get(followed).content.decode()


@pytest.mark.parametrize(
    "back", ["//evil.example", "offre-", "offre-../x", "offre-a/b", "offresx", "autre?page=2", "?"]
)
def test_what_names_no_page_of_ours_leads_back_nowhere(back: str, alice: Person) -> None:
    assert find_back(back) == ""
    page = sign_in(alice).get(reverse("rights_question", args=["couple"]), {"retour": back})
    assert "Passer" in page.content.decode()
    assert "evil" not in page.content.decode()


def test_wages_that_nobody_said_are_said_once_beside_the_figure(
    alice: Person, space: Space
) -> None:
    months = gains_of(alice, None).talk.salary_months
    tell(alice, **ANSWERS, salaries=dict.fromkeys(months, 0))
    gain = make_gain("a", causes=("past_salaries_unknown", "caf_may_differ"))
    space([week("a")], gains={"a": gain})
    page = read(alice, "offer", "a")
    note = "Des salaires des mois passés sont inconnus : la fourchette tient compte de tout ce"
    assert page.count(note) == page.count("salaires des mois passés") == 1
    assert page.count("comme nuls") == 1
    assert page.index(note) < page.index("Votre budget, mois par mois")
    # What is missing is of the months before, and no more of the last ones.
    assert "/mes-droits/questions/salaires-avant/?retour=" in page
    assert "/mes-droits/questions/salaires/?retour=" not in page


def test_months_that_unknown_wages_move_are_said_where_the_figure_stays(
    alice: Person, space: Space
) -> None:
    tell(alice, **ANSWERS)
    sure = make_gain("a")
    flows = tuple(replace(flow, unsure=frozenset(("housing",))) for flow in sure.without_job)
    gain = replace(sure, without_job=flows)
    space([week("a")], gains={"a": gain})
    assert read(alice, "offer", "a").count("Des salaires des mois passés sont inconnus") == 1


def test_what_is_missing_of_a_partner_leads_to_their_question(alice: Person, space: Space) -> None:
    talk = gains_of(alice, None).talk
    both = dict.fromkeys((*talk.salary_months, *talk.earlier_months), 0)
    tell(
        alice,
        **{**ANSWERS, "couple": "couple"},
        partner_birth="1988-02-29",
        salaries=both,
        earlier_salaries=both,
    )
    gain = make_gain("a", causes=("past_salaries_unknown",))
    space([week("a")], gains={"a": gain})
    assert "/mes-droits/questions/conjoint-salaires/?retour=" in read(alice, "offer", "a")
