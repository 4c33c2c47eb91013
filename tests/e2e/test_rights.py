"""« Mes droits » and the household's page, walked with scripts and without."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from jalon.people.models import HouseholdAnswers, Person
from tests.e2e.fixtures import NewContext, enter, enter_agent
from tests.e2e.test_path import SCRIPTS, WIDTHS


@WIDTHS
@SCRIPTS
def test_one_question_a_screen_resumed_after_the_visit_ended(
    context: NewContext, alice: Person, width: int, scripts: bool
) -> None:
    HouseholdAnswers.objects.all().delete()
    page = context(width, scripts=scripts).new_page()
    enter(page)
    page.get_by_role("link", name="Mes droits").first.click()
    page.get_by_role("link", name="Commencer").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Vivez-vous en couple"))
    page.get_by_label("Non, je ne vis pas en couple").check()
    page.get_by_role("button", name="Continuer").click()
    asked = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("button", name="Je ne sais pas").click()
    later = page.get_by_role("heading", level=1).inner_text()
    assert later != asked

    page.context.clear_cookies(name="sessionid")
    enter(page)
    page.goto("/mes-droits/")
    page.get_by_role("link", name=re.compile("Répondre à la suite|Reprendre|Continuer")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(later)


@WIDTHS
@SCRIPTS
def test_the_letter_says_what_may_be_claimed(
    context: NewContext, alice: Person, width: int, scripts: bool
) -> None:
    page = context(width, scripts=scripts).new_page()
    page.set_default_timeout(60_000)
    enter(page)
    page.goto("/mes-droits/resultat/")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Ce que vous pouvez"))
    expect(page.get_by_text("La CAF décide").first).to_be_visible()
    expect(page.get_by_text("Revenu de solidarité active").first).to_be_visible()


@WIDTHS
@SCRIPTS
def test_the_agent_opens_a_figure_and_tries_a_job(
    context: NewContext, alice: Person, width: int, scripts: bool
) -> None:
    page = context(width, scripts=scripts).new_page()
    page.set_default_timeout(60_000)
    enter_agent(page)
    page.get_by_role("link", name="Alice").click()
    page.get_by_role("link", name="Droits").first.click()
    page.get_by_role("table").last.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert "Alice" not in page.url
    page.go_back()
    page.get_by_label("Salaire horaire brut").fill("12,31")
    page.get_by_label("Heures par semaine").fill("35")
    page.get_by_role("button", name="Simuler").click()
    expect(page.get_by_text("par mois").first).to_be_visible()
    assert "12" not in page.url.rpartition("/")[2]

    other = context(width, scripts=scripts).new_page()
    enter(other)
    other.goto("/mon-profil/acces/")
    expect(other.get_by_text("Nadia Ferrand").first).to_be_visible()
