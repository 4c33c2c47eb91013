"""The whole path of a person, with scripts and without, on a phone and on a desk."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from jalon.people.models import Person
from tests.e2e.fixtures import NewContext, enter, enter_agent
from tests.web import days
from tests.web.space import JobSpace

WIDTHS = pytest.mark.parametrize("width", [360, 1280])
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


@WIDTHS
@SCRIPTS
def test_from_home_to_the_day_and_back(
    context: NewContext, alice: Person, width: int, scripts: bool
) -> None:
    page = context(width, scripts=scripts).new_page()
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Un emploi qui tient dans la journée."
    )
    enter(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Les offres qui tiennent")
    expect(page.get_by_role("article")).to_have_count(20)

    page.get_by_label("Trier par").select_option(label="départ plus tard")
    page.get_by_role("button", name="Trier").click()
    page.wait_for_url("**/mes-offres/?tri=depart")
    expect(page.get_by_label("Trier par")).to_have_value("depart")
    page.get_by_role("link", name="Page suivante").click()
    page.wait_for_url("**/mes-offres/?tri=depart&page=2")
    expect(page.get_by_role("article")).to_have_count(6)

    left = page.get_by_role("article").first.get_attribute("id")
    page.get_by_role("article").first.get_by_role("link").click()
    page.wait_for_url(re.compile(r"/mes-offres/tient-\d\d/\?tri=depart&page=2$"))
    expect(page.get_by_role("heading", name="Votre journée")).to_be_visible()
    expect(page.get_by_role("img", name="Votre journée : départ à").first).to_be_visible()
    expect(page.get_by_text("Partez de chez vous")).to_be_visible()
    page.get_by_role("link", name="Revenir à mes offres").click()
    page.wait_for_url(f"**/mes-offres/?tri=depart&page=2#{left}")
    expect(page.get_by_label("Trier par")).to_have_value("depart")
    expect(page.locator(f"#{left}")).to_be_in_viewport()

    page.get_by_role("link", name="Pourquoi pas").click()
    expect(page.get_by_text("La crèche Les Petits Pas ouvre à")).to_have_count(0)
    expect(page.get_by_text("ouvre à 7 h 30 ; il faudrait y être à 6 h 10.")).to_be_visible()
    page.get_by_role("link", name="Horaires inconnus").click()
    expect(page.get_by_role("article")).to_have_count(2)


@WIDTHS
@SCRIPTS
def test_limits_are_corrected_then_saved(
    context: NewContext, alice: Person, width: int, scripts: bool
) -> None:
    page = context(width, scripts=scripts).new_page()
    enter(page)
    page.get_by_role("link", name="Mon profil").click()
    page.get_by_role("link", name="Changer mes limites").click()
    page.get_by_label("La marche la plus longue").fill("999")
    page.get_by_label("Le trajet le plus long").fill("75")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("Écrivez un nombre de minutes entre 1 et 60")).to_be_visible()
    expect(page.get_by_label("Le trajet le plus long")).to_have_value("75")
    page.get_by_label("La marche la plus longue").fill("20")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("status")).to_contain_text("C’est noté.")
    alice.refresh_from_db()
    assert (alice.max_walk_min, alice.max_trip_min) == (20, 75)


@WIDTHS
@SCRIPTS
def test_one_says_what_one_has_and_where_the_child_could_go(
    context: NewContext, alice: Person, width: int, scripts: bool
) -> None:
    page = context(width, scripts=scripts).new_page()
    enter(page)
    page.get_by_role("link", name="Mon profil").click()
    page.get_by_role("link", name="Changer mes déplacements").click()
    page.get_by_label("J’ai un vélo").check()
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("À pied, en transports en commun et à vélo")).to_be_visible()
    page.get_by_role("link", name="Voir les places libres").click()
    page.get_by_role("button", name="Ajouter Crèche Le Soleil").click()
    expect(page.get_by_role("status")).to_contain_text("C’est noté")
    page.get_by_role("link", name="Mon profil").last.click()
    expect(page.get_by_text("Autre possibilité")).to_be_visible()
    page.get_by_role("link", name="Voir les places libres").click()
    page.get_by_role("button", name="Retirer Crèche Le Soleil").click()
    expect(page.get_by_role("button", name="Ajouter Crèche Le Soleil")).to_be_visible()


@WIDTHS
@SCRIPTS
def test_one_change_leads_to_its_offers(
    context: NewContext, alice: Person, width: int, scripts: bool
) -> None:
    page = context(width, scripts=scripts).new_page()
    enter(page)
    page.get_by_role("link", name="Ce qui ouvrirait d’autres offres").click()
    changes = page.locator(".changes li")
    expect(changes).to_have_count(3)
    expect(changes.last).to_contain_text("Avec une voiture et le permis")
    page.get_by_role("listitem").filter(has_text="Avec un vélo").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Avec un vélo")
    expect(page.get_by_role("article")).to_have_count(2)
    page.get_by_role("article").first.get_by_role("link").click()
    expect(page.get_by_role("heading", name="Une seule de ces choses suffirait")).to_be_visible()


@SCRIPTS
def test_leaving_closes_the_pages_behind(context: NewContext, alice: Person, scripts: bool) -> None:
    page = context(360, scripts=scripts).new_page()
    enter(page)
    page.get_by_role("button", name="Sortir").click()
    expect(page.get_by_role("status")).to_contain_text("Votre visite est fermée.")
    page.go_back()
    expect(page.get_by_role("article", name="")).not_to_contain_text(["Alice,"])
    expect(page.get_by_text("Les offres qui tiennent")).to_have_count(0)


def test_back_button_and_double_click(context: NewContext, alice: Person) -> None:
    page = context(360).new_page()
    enter(page)
    page.get_by_role("link", name="Mon profil").click()
    page.get_by_role("link", name="Changer mes limites").click()
    page.get_by_role("button", name="Enregistrer").dblclick()
    page.wait_for_url("**/mon-profil/")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mes limites")


def test_a_form_sent_after_the_visit_ended_is_not_lost(context: NewContext, alice: Person) -> None:
    page = context(360, scripts=False).new_page()
    enter(page)
    page.goto("/mon-profil/limites/")
    page.get_by_label("La marche la plus longue").fill("22")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("status")).to_be_visible()
    page.get_by_role("button", name="Entrer avec le compte d’Alice").click()
    expect(page.get_by_label("La marche la plus longue")).to_have_value("22")
    page.get_by_role("button", name="Enregistrer").click()
    alice.refresh_from_db()
    assert alice.max_walk_min == 22


def test_print_keeps_the_day_and_drops_the_buttons(context: NewContext, alice: Person) -> None:
    page = context(1280).new_page()
    enter(page)
    page.goto("/mes-offres/tient-00/")
    page.emulate_media(media="print")
    expect(page.get_by_role("img", name="Votre journée").first).to_be_visible()
    expect(page.get_by_role("link", name="Mon profil")).to_be_hidden()
    assert page.get_by_text("Revenir à mes offres").is_hidden()


@pytest.mark.parametrize("path", ["/mes-offres/", "/mes-offres/tient-00/", "/mes-droits/resultat/"])
def test_on_paper_no_heading_is_left_alone_and_no_drawing_is_cut(
    context: NewContext, alice: Person, path: str
) -> None:
    page = context(794).new_page()
    enter(page)
    page.goto(path)
    page.emulate_media(media="print")
    heads = "main :is(h1, h2, h3, summary, caption, p:has(+ ul, + ol, + dl, + .card, + figure))"
    assert _styles(page, heads, "breakAfter") == {"avoid"}
    drawn = "main :is(.card, .ribbon, .bars, .step, tr)"
    assert _styles(page, drawn, "breakInside") == {"avoid"}


def test_a_page_of_twenty_offers_is_a_few_sheets_two_by_two(
    context: NewContext, alice: Person, space: JobSpace
) -> None:
    """Wide as a screen is, or narrow: printers differ."""
    space.offers = [
        days.gather(days.make_offer(f"o{rank:02}"), (days.creche_day(),)) for rank in range(20)
    ]
    page = context(794).new_page()
    enter(page)
    page.goto("/mes-offres/")
    pdf = page.pdf(prefer_css_page_size=True)
    assert 2 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 5
    page.emulate_media(media="print")
    assert _styles(page, ".beside", "display") == {"block"}
    [columns] = _styles(page, ".stack:has(> li > .card--link)", "gridTemplateColumns")
    assert len(columns.split()) == 2


def test_on_paper_a_letter_ends_with_more_than_its_last_words(
    context: NewContext, alice: Person
) -> None:
    page = context(794).new_page()
    enter(page)
    page.goto("/mes-droits/resultat/")
    page.emulate_media(media="print")
    last = ".letter__last:has(.said):has(.letter__end)"
    assert _styles(page, last, "breakInside") == {"avoid"}


def test_on_paper_an_agent_reads_a_table_under_its_heading(
    context: NewContext, alice: Person
) -> None:
    page = context(794).new_page()
    enter_agent(page)
    page.get_by_role("link", name="Alice").click()
    page.get_by_role("link", name="Droits").first.click()
    page.wait_for_url("**/droits/")
    page.emulate_media(media="print")
    assert _styles(page, "main p:has(+ .scroll)", "breakAfter") == {"avoid"}
    assert _styles(page, ".scroll", "overflowX") == {"visible"}


def _styles(page: Page, selector: str, name: str) -> set[str]:
    """The values that some elements have of a computed style."""
    read = f"all => all.map(each => getComputedStyle(each).{name})"
    return set(page.eval_on_selector_all(selector, read))
