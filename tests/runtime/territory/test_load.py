"""Another territory is files and commands: Porto Alegre, far from every commune that we know."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from django.utils import timezone

from jalon.core.errors import WrongInputError
from jalon.jobs.company.models import Company, Offer
from jalon.partners.models import CarePlace, Firm, FirmState, Organisation
from jalon.people.models import Person
from jalon.runtime.territory.load import COLUMNS, load_territory

pytestmark = pytest.mark.django_db
PAGE = (Path(__file__).resolve().parents[3] / "docs" / "territoire.md").read_text()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The tables of docs/territoire.md, as they stand there."""
    found = re.findall(r"^`(\w+)\.csv`.*?\n```csv\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    assert {name for name, _ in found} == set(COLUMNS)
    for name, text in found:
        (tmp_path / f"{name}.csv").write_text(text)
    return tmp_path


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / f"{name}.csv"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_the_example_of_the_page_loads_and_loads_again(folder: Path) -> None:
    counts = load_territory(folder)
    assert counts == {"communes": 2, "organisations": 2, "places": 2, "offers": 3, "people": 2}
    for _ in range(2):
        assert load_territory(folder) == counts
        assert Offer.objects.count() == 3
        assert (CarePlace.objects.count(), Person.objects.count()) == (2, 2)
        assert (Company.objects.count(), Organisation.objects.count()) == (2, 2)
    split = Offer.objects.get(slug="menage-praia-de-belas")
    assert split.shifts.count() == 10
    assert (split.commune, split.start_date) == ("Centro", dt.date(2026, 12, 7))
    assert not Offer.objects.get(slug="vente-mercado-publico").hours_known
    assert CarePlace.objects.get(slug="creche-cidade-baixa").hours["friday"] == ["07:00", "18:30"]
    assert all(person.is_fictional for person in Person.objects.all())


def test_what_changed_is_changed(folder: Path) -> None:
    load_territory(folder)
    change(folder, "offers", "monday-friday 06:00-09:00; ", "")
    load_territory(folder)
    assert Offer.objects.get(slug="menage-praia-de-belas").shifts.count() == 5


def test_offers_may_have_the_siret_of_their_establishment(folder: Path) -> None:
    Firm.objects.create(
        siret="73282932000074",
        kind="company",
        name="Autre nom",
        state=FirmState.APPROVED,
        asked_at=timezone.now(),
    )
    path = folder / "offers.csv"
    head, first, *others = path.read_text().splitlines()
    lines = [f"{head},siret", f"{first},732 829 320 00074", *(f"{line}," for line in others)]
    path.write_text("\n".join(lines))
    for _ in range(2):
        load_territory(folder)
        linked = Company.objects.get(firm__isnull=False)
        assert (linked.siret, linked.offers.get().slug) == (
            "73282932000074",
            "menage-praia-de-belas",
        )
        assert Company.objects.filter(name="Limpa Bem").count() == 2
    change(folder, "offers", "732 829 320 00074", "732 829 320 00075")
    with pytest.raises(WrongInputError, match="line 2: siret '732 829 320 00075' has not fourteen"):
        load_territory(folder)


@pytest.mark.parametrize(
    ("table", "old", "new", "said"),
    [
        ("places", "07:00-18:30", "7h-18h", "places.csv, line 2: hours 'monday-friday 7h-18h'"),
        ("places", ",-30.0", ",-130.0", "places.csv, line 2: lat '-130.0"),
        ("places", "POA02", "POA09", "line 2: commune POA09 is not in communes.csv"),
        ("places", "slug,", "reference,", "places.csv: its columns must be slug,kind,name"),
        ("offers", ",CDI,", ",stage,", "line 2: contract 'stage' is none of CDI, CDD, MIS, SAI"),
        ("offers", "2026-12-07", "7/12/2026", "line 2: start_date '7/12/2026' is not a date"),
        ("people", "transit", "train", "means are words among transit, bicycle and car"),
        ("organisations", "association", "banque", "kind 'banque' is none of departement"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_saved(
    folder: Path, table: str, old: str, new: str, said: str
) -> None:
    change(folder, table, old, new)
    with pytest.raises(WrongInputError, match=re.escape(said)):
        load_territory(folder)
    assert not Offer.objects.exists()
    assert not Organisation.objects.exists()


def test_a_territory_without_communes_is_none(tmp_path: Path) -> None:
    with pytest.raises(WrongInputError, match="has no communes"):
        load_territory(tmp_path)
