"""« Simuler un emploi »: typed by the agent, kept no longer than its answer."""

import html
import logging
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jalon.audit.queries import events_about
from jalon.partners.models import Agent
from jalon.people.models import AccessLink, LawKind, LawQuestion, Person
from jalon.rights import navigo_eur_month, warm_systems
from jalon.web.caseworker.rights.simulation import JobForm
from tests.web.conftest import sign_in
from tests.web.household_answers import TODAY, answer, month, usual_answers

TERMS = {
    "taux_horaire": "12,31",
    "heures_semaine": "24",
    "debut": month(1),
    "duree_mois": "",
    "trajet": "aucun",
    "forfait_eur": "",
    "km_jour": "",
}


@pytest.fixture(scope="session", autouse=True)
def warm() -> None:
    """The tax-benefit system is built once for all these tests."""
    warm_systems()


@pytest.fixture
def client(nadia: Agent, alice: Person, link: AccessLink) -> Client:
    answer(alice, usual_answers(alice))
    return sign_in(nadia)


def simulate(
    client: Client, link: AccessLink, name: str = "file_rights", **terms: str
) -> tuple[int, str]:
    page = client.post(reverse(name, kwargs={"link": link.reference}), TERMS | terms)
    return page.status_code, html.unescape(page.content.decode()).replace("\N{NO-BREAK SPACE}", " ")


def form(**terms: str) -> JobForm:
    return JobForm(TODAY, TERMS | terms)


def test_a_job_brings_a_range_with_its_causes_and_both_years(
    client: Client, link: AccessLink
) -> None:
    status, page = simulate(client, link, trajet="forfait")
    assert status == 200
    assert re.search(r"Entre \d[\d ]* et \d[\d ]* € de plus par mois", page)
    assert "On ne sait pas si un tarif réduit de transport s’applique." in page
    assert "L’impôt sur le revenu." in page
    said = (
        "rien ici ne vient de l’espace emploi d’Alice, et ce calcul s’efface dans les deux heures"
    )
    assert said in page
    assert len(re.findall(r'value="total \d{4}-\d\d avec"', page)) == 12
    assert len(re.findall(r'value="total \d{4}-\d\d sans"', page)) == 12
    assert 'value="12,31"' in page


def test_every_figure_of_both_years_opens_with_the_job_typed(
    client: Client, link: AccessLink
) -> None:
    _, page = simulate(client, link)
    buttons = re.findall(r'name="chiffre" value="([^"]+)">([^<]+)', page)
    assert len(buttons) > 12 * 8
    hidden = dict(re.findall(r'type="hidden" name="([a-z_]+)" value="([^"]*)"', page))
    terms = {name: value for name, value in hidden.items() if name in TERMS}
    assert terms == {name: value for name, value in TERMS.items() if value}
    for wanted, shown in buttons[:: len(buttons) // 25]:
        status, opened = simulate(client, link, "file_rights_figure", chiffre=wanted)
        assert status == 200
        whole = re.search(r"soit ([^<]*) dans le tableau|<strong>([^<]*),00 €", opened)
        assert whole is not None
        assert (whole[1] or f"{whole[2]} €") == shown
        assert f"{wanted.split()[-1]} l’emploi simulé" in opened


def test_from_a_figure_one_comes_back_to_the_simulation(client: Client, link: AccessLink) -> None:
    _, opened = simulate(client, link, "file_rights_figure", chiffre=f"rsa {month(3)} avec")
    back = opened.split("<form")[2]
    assert f'action="{reverse("file_rights", kwargs={"link": link.reference})}#resultat"' in back
    assert 'name="taux_horaire" value="12,31"' in back


@pytest.mark.parametrize(
    "wanted",
    ["rsa", "rsa 2019-01 avec", f"rsa {month(3)} peut-être", f"rsa {month(3)} avec x", "a b c"],
)
def test_a_figure_that_is_not_there_is_not_found(
    wanted: str, client: Client, link: AccessLink
) -> None:
    status, _ = simulate(client, link, "file_rights_figure", chiffre=wanted)
    assert status == 404


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("taux_horaire", "", "Écrivez un salaire horaire brut entre 5 et 100 €"),
        ("taux_horaire", "douze", "Écrivez un salaire horaire brut"),
        ("taux_horaire", "1800", "Écrivez un salaire horaire brut"),
        ("taux_horaire", "12_31", "Écrivez un salaire horaire brut"),
        ("taux_horaire", "nan", "Écrivez un salaire horaire brut"),
        ("taux_horaire", "1" * 5000, "Écrivez un salaire horaire brut"),
        ("heures_semaine", "0", "Écrivez un nombre d’heures par semaine entre 1 et 48"),
        ("heures_semaine", "-3", "Écrivez un nombre d’heures"),
        ("debut", "2019-01", "Choisissez le mois du début dans la liste."),
        ("debut", "", "Choisissez le mois du début dans la liste."),
        ("duree_mois", "2,5", "Écrivez un nombre de mois entier entre 1 et 36"),
        ("duree_mois", "0", "Écrivez un nombre de mois entier"),
        ("trajet", "fusée", "Choisissez le trajet dans la liste."),
        ("forfait_eur", "cher", "Écrivez le prix du forfait d’un mois"),
        ("km_jour", "<b>", "Écrivez les kilomètres d’un jour"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_what_was_typed_stays(
    field: str, typed: str, sentence: str, client: Client, link: AccessLink
) -> None:
    page = client.post(
        reverse("file_rights", kwargs={"link": link.reference}), TERMS | {field: typed}
    )
    assert page.status_code == 422
    body = page.content.decode()
    text = html.unescape(body).replace("\N{NO-BREAK SPACE}", " ")
    assert text.count(sentence) == 1
    assert "Il reste une chose à corriger." in text
    assert 'value="24"' in text or field == "heures_semaine"
    assert field in {"debut", "trajet"} or not typed or html.escape(typed) in body
    assert "<b>" not in body
    # The year without a job is still there.
    assert "L’année sans emploi nouveau" in text


def test_a_car_needs_its_kilometres(client: Client, link: AccessLink) -> None:
    status, page = simulate(client, link, trajet="voiture")
    assert status == 422
    assert page.count("Écrivez les kilomètres d’un jour") == 1


def test_a_wrong_job_opens_no_figure(client: Client, link: AccessLink) -> None:
    status, page = simulate(
        client, link, "file_rights_figure", taux_horaire="", chiffre=f"rsa {month(2)} avec"
    )
    assert status == 422
    assert "avec l’emploi simulé" not in page
    assert "L’emploi simulé ne se lit pas" in page
    assert not re.search(r"\d €", page)


@pytest.mark.parametrize(
    ("terms", "travel"),
    [
        ({"trajet": "inconnu"}, None),
        ({"trajet": "aucun"}, ("none", 0.0, 0.0)),
        ({"trajet": "voiture", "km_jour": "31 km"}, ("car", 0.0, 31.0)),
        ({"trajet": "forfait", "forfait_eur": "41,50 €"}, ("transit_pass", 41.5, 0.0)),
    ],
)
def test_the_way_is_the_one_typed(
    terms: dict[str, str], travel: tuple[str, float, float] | None
) -> None:
    filled = form(**terms)
    assert filled.is_valid()
    way = filled.job().travel
    assert (way and (way.kind, way.eur_month, way.km_day)) == travel


def test_a_pass_without_a_price_is_at_the_price_of_today() -> None:
    filled = form(trajet="forfait")
    assert filled.is_valid()
    way = filled.job().travel
    assert way is not None
    assert way.eur_month == navigo_eur_month(filled.month)


def test_the_terms_are_those_typed() -> None:
    filled = form(taux_horaire="12.31 €", heures_semaine="30 h", duree_mois="6 mois", en_plus="on")
    assert filled.is_valid()
    job = filled.job()
    assert job.gross_eur_month == pytest.approx(12.31 * 30 * 52 / 12)
    assert (job.hours_week, job.months, job.keeps_current_job) == (30.0, 6, True)
    assert job.start.day == 1
    assert job.start.strftime("%Y-%m") == month(1)


def test_nothing_of_the_job_is_kept_but_its_answer_nor_logged_nor_put_in_an_address(
    client: Client, link: AccessLink, alice: Person, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG, logger="jalon"), CaptureQueriesContext(connection) as asked:
        _, page = simulate(client, link, taux_horaire="77,77")
        simulate(
            client, link, "file_rights_figure", taux_horaire="77,77", chiffre=f"rsa {month(2)} avec"
        )
    changes = [query["sql"] for query in asked if re.match(r"INSERT|UPDATE|DELETE", query["sql"])]
    assert {re.findall(r'"(\w+)"', sql)[0] for sql in changes} == {
        *("audit_event", "audit_head"),
        "people_lawquestion",
    }
    # With its answer, for an hour or two: tests/people/test_law_answers.py.
    assert LawQuestion.objects.filter(kind=LawKind.SIMULATION).count() == 1
    assert "77,77" not in " ".join(query["sql"] for query in asked)
    assert "77,77" not in caplog.text
    assert "77,77" in page
    addresses = re.findall(r'(?:href|action)="(/[^"]*)"', page)
    assert not [
        address for address in addresses if "77" in address.replace(str(link.reference), "")
    ]
    details = [event.detail for event in events_about(alice.pk)]
    assert details == [{"page": "rights_figure"}, {"page": "rights"}]
