"""Everybody enters for real: invitations, passkeys of a virtual device, codes, without scripts."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core import mail
from playwright.sync_api import Page

from jalon.accounts.models import AccountKind
from jalon.accounts.opening import make_account
from jalon.people.models import Person
from tests.e2e.fixtures import NewContext, enter_agent
from tests.e2e.passkeys import add_authenticator
from tests.factories import make_agent
from tests.web.sign_in.enter import (
    PASSWORD,
    code_in_mail,
    forget_used_codes,
    make_ready,
    send_all,
    totp_code,
)

pytestmark = pytest.mark.django_db(transaction=True)


def check(page: Page) -> None:
    """No violation, and nothing wider than the page."""
    assert Axe().run(page).response["violations"] == [], page.url
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert not wide, page.url


def at(site: str, path: str) -> str:
    """Passkeys want a name: an address in numbers has none."""
    return site.replace("127.0.0.1", "localhost") + path


def write_code(page: Page, site: str, code: str) -> None:
    page.goto(at(site, "/connexion/"))
    check(page)
    page.goto(at(site, f"/bienvenue/#{code}"))
    assert page.get_by_label("Le code de votre lettre").input_value() == code
    check(page)
    page.get_by_role("button", name="Continuer").click()


def choose_password(page: Page) -> None:
    page.get_by_label("Choisissez un mot de passe").fill(PASSWORD)
    page.get_by_label("Écrivez-le une deuxième fois").fill(PASSWORD)
    check(page)
    page.get_by_role("button", name="Continuer").click()


def leave(page: Page) -> None:
    page.get_by_role("button", name="Sortir").click()


@pytest.mark.parametrize("width", [360, 1280])
def test_two_managers_make_an_agent_and_all_have_a_second_factor(
    width: int, context: NewContext, site: str, settings: object
) -> None:
    settings.JALON_DEMO = False  # type: ignore[attr-defined]  # a demonstration sends no mail
    from jalon.partners.actions.create_manager import create_manager

    pages = {}
    for name in ("Hélène", "Igor"):
        code = create_manager(name, "Roux", f"{name[0].lower()}@essai.fr", "Département d’Essai")
        page = pages[name] = context(width).new_page()
        add_authenticator(page)
        write_code(page, site, code)
        choose_password(page)
        check(page)
        page.get_by_role("button", name="Créer ma clé d’accès").click()
        page.get_by_role("heading", name="Vos codes de secours").wait_for()
        check(page)
        page.get_by_role("link", name="C’est fait").click()
        page.get_by_role("heading", name="Comptes", exact=True).wait_for()
        check(page)
    helene, igor = pages["Hélène"], pages["Igor"]
    helene.get_by_role("link", name="Demander un compte").click()
    helene.get_by_role("button", name="Demander").click()
    helene.get_by_role("alert").wait_for()
    check(helene)
    for label, text in (("Prénom", "Omar"), ("Nom", "Diallo"), ("Fonction", "référent")):
        helene.get_by_label(label, exact=True).fill(text)
    helene.get_by_label("Adresse mail").fill("omar@essai.fr")
    helene.get_by_label("Organisation").select_option(label="Département d’Essai")
    helene.get_by_role("button", name="Demander").click()
    helene.get_by_role("status").wait_for()
    check(helene)
    leave(helene)
    helene.goto(at(site, "/connexion/professionnel/"))
    check(helene)
    helene.get_by_role("button", name="Entrer avec ma clé d’accès").click()
    helene.get_by_role("heading", name="Comptes", exact=True).wait_for()
    igor.reload()
    igor.get_by_role("button", name="Confirmer le compte de Omar Diallo").click()
    igor.get_by_role("status").wait_for()
    check(igor)
    send_all()
    mail.outbox.sort(key=lambda sent: "omar" in sent.to[0])
    _enter_without_scripts(context(width, scripts=False).new_page(), site, code_in_mail())
    igor.get_by_role("link", name="Mon accès").click()
    check(igor)


def _enter_without_scripts(page: Page, site: str, code: str) -> None:
    """The same with an application, by who has no script: passkeys need some, and say so."""
    page.goto(at(site, "/bienvenue/"))
    page.get_by_label("Le code de votre lettre").fill(code)
    page.get_by_role("button", name="Continuer").click()
    page.get_by_label("Choisissez un mot de passe").fill(PASSWORD)
    page.get_by_label("Écrivez-le une deuxième fois").fill(PASSWORD)
    page.get_by_role("button", name="Continuer").click()
    assert "a besoin de JavaScript" in page.content()
    found = re.search(r'class="secret">([A-Z2-7 ]+)<', page.content())
    assert found
    secret = found.group(1).replace(" ", "")
    page.get_by_label("Le code que l’application affiche").fill(totp_code(secret))
    page.get_by_role("button", name="Garder cette application").click()
    page.get_by_role("link", name="C’est fait").click()
    page.get_by_role("heading", name="Mes dossiers").wait_for()
    leave(page)
    forget_used_codes()
    page.goto(at(site, "/connexion/professionnel/"))
    page.get_by_label("Votre adresse mail professionnelle").fill("omar@essai.fr")
    page.get_by_label("Votre mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Entrer", exact=True).click()
    page.get_by_label("Le code de votre application").fill(totp_code(secret))
    page.get_by_role("button", name="Entrer", exact=True).click()
    page.get_by_role("heading", name="Mes dossiers").wait_for()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_letter_opens_the_pages_of_a_person(
    width: int, context: NewContext, site: str, alice: Person, settings: object
) -> None:
    agent = context(width).new_page()
    enter_agent(agent)
    settings.JALON_DEMO = False  # type: ignore[attr-defined]
    agent.get_by_role("link", name="Alice").click()
    agent.get_by_role("link", name="Son accès à Jalon").click()
    check(agent)
    agent.get_by_role("button", name="Préparer la lettre").click()
    agent.get_by_role("heading", name="Votre espace Jalon").wait_for()
    check(agent)
    code = agent.locator(".invitation__code").inner_text()
    page = context(width).new_page()
    add_authenticator(page)
    write_code(page, site, code)
    page.get_by_label("Votre date de naissance").fill("01/01/1980")
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("alert").wait_for()
    check(page)
    page.get_by_label("Votre date de naissance").fill("2 5 1994")
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("heading", name="Choisissez comment entrer").wait_for()
    check(page)
    page.get_by_role("button", name="Créer ma clé d’accès").click()
    page.get_by_role("heading", name="Mon accès").wait_for()
    check(page)
    leave(page)
    page.goto(at(site, "/connexion/personne/"))
    check(page)
    page.get_by_role("button", name="Entrer avec ma clé d’accès").click()
    page.wait_for_url("**/mes-offres/")


@pytest.mark.parametrize("width", [360, 1280])
def test_a_firm_asks_an_agent_approves_and_it_enters(
    width: int, context: NewContext, site: str, settings: object
) -> None:
    settings.JALON_DEMO = False  # type: ignore[attr-defined]
    agent_account = make_ready(make_account(AccountKind.AGENT, "agathe@essai.fr"))
    make_agent("Agathe", user=agent_account.user)
    page = context(width, scripts=False).new_page()
    page.goto(at(site, "/structures/demander/"))
    page.get_by_role("button", name="Envoyer la demande").click()
    page.get_by_role("alert").wait_for()
    for label, text in (
        ("Numéro SIRET", "732 829 320 00074"),
        ("Nom de la structure", "Atelier"),
        ("Votre prénom", "Marc"),
        ("Votre nom", "Petit"),
        ("Votre adresse mail professionnelle", "marc@atelier.fr"),
    ):
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_role("button", name="Envoyer la demande").click()
    page.get_by_role("heading", name="La demande est partie").wait_for()
    settings.PROCONNECT = ("https://exemple.fr", "jalon", "secret")  # type: ignore[attr-defined]
    agent = context(width).new_page()
    agent.goto(at(site, "/connexion/professionnel/"))
    check(agent)
    agent.get_by_label("Votre adresse mail professionnelle").fill("agathe@essai.fr")
    agent.get_by_label("Votre mot de passe").fill(PASSWORD)
    agent.get_by_role("button", name="Entrer", exact=True).click()
    check(agent)
    agent.get_by_label("Le code de votre application").fill(totp_code())
    agent.get_by_role("button", name="Entrer", exact=True).click()
    agent.get_by_role("link", name="Mon accès").click()
    check(agent)
    agent.get_by_role("link", name="Structures").click()
    check(agent)
    agent.get_by_role("button", name="Accepter Atelier").click()
    agent.get_by_role("status").wait_for()
    check(agent)
    send_all()
    firm = context(width).new_page()
    add_authenticator(firm)
    write_code(firm, site, code_in_mail())
    choose_password(firm)
    firm.get_by_role("button", name="Créer ma clé d’accès").click()
    firm.get_by_role("link", name="C’est fait").click()
    firm.get_by_role("heading", name="Nos offres").wait_for()
    check(firm)
    firm.get_by_role("link", name="Collègues").click()
    check(firm)
    firm.goto(at(site, "/structures/demander/"))
    check(firm)
