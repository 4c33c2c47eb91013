"""Every page and error state of the site, for the tests that look at all of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, Response

from jalon.core.errors import NetworkError
from jalon.partners.models import CarePlace
from jalon.rights import Gain
from tests.e2e.fixtures import enter, enter_agent
from tests.web.space import JobSpace

Space = JobSpace


@dataclass(frozen=True)
class Stop:
    """A page in one state: how to get there, and the status that it has."""

    name: str
    go: Callable[[Page, Space], None]
    status: int = 200
    agent: bool = False


def _open(path: str) -> Callable[[Page, Space], None]:
    def go(page: Page, _: Space) -> None:
        page.goto(path)

    return go


def _without_offers(path: str) -> Callable[[Page, Space], None]:
    def go(page: Page, space: Space) -> None:
        space.offers, space.opening = [], {}
        page.goto(path)

    return go


def _with_gains(path: str, gains: dict[str, Gain] | None) -> Callable[[Page, Space], None]:
    """Where other gains are known, or none at all."""

    def go(page: Page, space: Space) -> None:
        space.gains = gains
        page.goto(path)

    return go


def _opened_table(page: Page, _: Space) -> None:
    page.goto("/mes-offres/tient-00/")
    page.get_by_text("Le tableau des douze mois").click()
    page.get_by_role("region", name="Ce qu’il vous reste").wait_for()


class _NoNetwork:
    """Offers that cannot be computed, because there is no timetable."""

    def __iter__(self) -> object:
        raise NetworkError("no network")


def _without_timetable(page: Page, space: Space) -> None:
    space.offers = _NoNetwork()  # type: ignore[assignment]
    page.goto("/mes-offres/")


def _wrong_limits(page: Page, _: Space) -> None:
    page.goto("/mon-profil/limites/")
    page.get_by_label("La marche la plus longue").fill("999")
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_role("alert").wait_for()


def _saved_limits(page: Page, _: Space) -> None:
    page.goto("/mon-profil/limites/")
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_role("status").wait_for()


def _added_place(page: Page, _: Space) -> None:
    page.goto("/mon-profil/enfants/1/lieux/")
    page.get_by_role("button", name="Ajouter Crèche Le Soleil").click()
    page.get_by_role("status").wait_for()


def _place_gone(page: Page, _: Space) -> None:
    """A place that was taken while one was reading."""
    page.goto("/mon-profil/enfants/1/lieux/")
    CarePlace.objects.update(free_places=0)
    page.get_by_role("button", name="Ajouter Crèche Le Soleil").click()
    page.get_by_role("status").wait_for()


def _old_page(page: Page, _: Space) -> None:
    """A button whose token is gone: nothing was typed, nothing is done."""
    page.goto("/mes-droits/effacer/")
    page.context.clear_cookies(name="csrftoken")
    page.get_by_role("button", name="Effacer mes réponses").click()
    page.get_by_role("heading", name="Votre page était trop ancienne").wait_for()


def _kept_limits(page: Page, _: Space) -> None:
    """A form whose token is gone: what was typed is there."""
    page.goto("/mon-profil/limites/")
    page.get_by_label("La marche la plus longue").fill("23")
    page.context.clear_cookies(name="csrftoken")
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_text("Nous avons gardé ce que vous aviez écrit").wait_for()
    assert page.get_by_label("La marche la plus longue").input_value() == "23"


def _form_of_another(page: Page, _: Space) -> None:
    """A form that was open when somebody else entered in the same browser."""
    page.goto("/mon-profil/limites/")
    other = page.context.new_page()
    enter_agent(other)
    other.close()
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_role("heading", name="celle d’un autre compte").wait_for()


def _ended(page: Page, _: Space) -> None:
    page.context.clear_cookies(name="sessionid")
    page.goto("/mon-profil/")


def _wrong_rent(page: Page, _: Space) -> None:
    page.goto("/mes-droits/questions/loyer/")
    page.get_by_role("textbox").first.fill("beaucoup")
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("alert").wait_for()


def _file(page: Page, _: Space) -> None:
    page.get_by_role("link", name="Alice").click()


def _file_rights(page: Page, space: Space) -> None:
    _file(page, space)
    page.get_by_role("link", name="Droits").first.click()


def _figure(page: Page, space: Space) -> None:
    _file_rights(page, space)
    page.get_by_role("table").last.get_by_role("link").first.click()


def _simulated(page: Page, space: Space) -> None:
    _file_rights(page, space)
    page.get_by_label("Salaire horaire brut").fill("12,31")
    page.get_by_label("Heures par semaine").fill("35")
    page.get_by_role("button", name="Simuler").click()


STOPS = (
    Stop("home", _open("/")),
    Stop("sources", _open("/sources/")),
    Stop("etat", _open("/etat/")),
    Stop("list", _open("/mes-offres/")),
    Stop("list-last-page", _open("/mes-offres/?tri=marge&page=2")),
    Stop("list-by-gain", _open("/mes-offres/?tri=gain")),
    Stop("list-no-answers", _with_gains("/mes-offres/", None)),
    Stop("offer-gain-table", _opened_table),
    Stop("offer-loss", _open("/mes-offres/tient-01/")),
    Stop("offer-no-gain", _open("/mes-offres/tient-02/")),
    Stop("offer-no-answers", _with_gains("/mes-offres/tient-00/", None)),
    Stop("list-empty", _without_offers("/mes-offres/")),
    Stop("offer-fragile", _open("/mes-offres/tient-00/")),
    Stop("offer-cable", _open("/mes-offres/tient-01/")),
    Stop("offer-night", _open("/mes-offres/tient-03/")),
    Stop("offer-bicycle", _open("/mes-offres/tient-04/")),
    Stop("offer-car", _open("/mes-offres/tient-05/")),
    Stop("offer-cut", _open("/mes-offres/tient-06/")),
    Stop("offer-home-between", _open("/mes-offres/tient-07/")),
    Stop("offer-demand", _open("/mes-offres/tient-08/")),
    Stop("opened", _open("/une-chose-change/?changement=ouvre-60-lilas")),
    Stop("opened-nothing", _open("/une-chose-change/?changement=rien")),
    Stop("means", _open("/mon-profil/deplacements/")),
    Stop("places", _open("/mon-profil/enfants/1/lieux/")),
    Stop("places-added", _added_place),
    Stop("places-gone", _place_gone),
    Stop("offer-mixed", _open("/mes-offres/melange/")),
    Stop("offer-refused", _open("/mes-offres/place-not-open-yet/")),
    Stop("offer-windows", _open("/mes-offres/inconnu-1/")),
    Stop("offer-unknown", _open("/mes-offres/inconnu-2/")),
    Stop("why-not", _open("/pourquoi-pas/")),
    Stop("why-not-empty", _without_offers("/pourquoi-pas/")),
    Stop("unknown", _open("/sans-horaires/")),
    Stop("unknown-empty", _without_offers("/sans-horaires/")),
    Stop("no-timetable", _without_timetable, 503),
    Stop("profile", _open("/mon-profil/")),
    Stop("profile-saved", _saved_limits),
    Stop("limits", _open("/mon-profil/limites/")),
    Stop("limits-wrong", _wrong_limits, 422),
    Stop("old-page", _old_page, 403),
    Stop("limits-kept", _kept_limits),
    Stop("form-of-another", _form_of_another, 403),
    Stop("null-character", _open("/sources/?nom=%00"), 400),
    Stop("ended", _ended),
    Stop("not-found", _open("/nulle-part/"), 404),
    Stop("watchers", _open("/mon-profil/acces/")),
    Stop("rights", _open("/mes-droits/")),
    Stop("rights-question", _open("/mes-droits/questions/logement/")),
    Stop("rights-wrong", _wrong_rent, 422),
    Stop("rights-answers", _open("/mes-droits/reponses/")),
    Stop("rights-letter", _open("/mes-droits/resultat/")),
    Stop("caseload", _open("/dossiers/"), agent=True),
    Stop("file", _file, agent=True),
    Stop("file-rights", _file_rights, agent=True),
    Stop("file-figure", _figure, agent=True),
    Stop("file-simulated", _simulated, agent=True),
)


def visit(page: Page, stop: Stop, space: Space) -> None:
    """Enters with Alice's account or her agent's, goes to the page, checks that it is meant."""
    if stop.agent:
        enter_agent(page)
    else:
        enter(page)
    statuses: list[int] = []
    page.on("response", lambda answer: _note(answer, statuses))
    stop.go(page, space)
    page.wait_for_load_state()
    assert statuses[-1] == stop.status, (stop.name, statuses)


def _note(answer: Response, statuses: list[int]) -> None:
    if answer.request.resource_type == "document":
        statuses.append(answer.status)
