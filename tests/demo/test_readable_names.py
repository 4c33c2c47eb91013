"""Names of stops as people read them."""

from __future__ import annotations

import pytest

from jalon.demo.readable_names import readable_name, slug
from jalon.demo.timetable import read_timetable


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("HOPITAL HENRI MONDOR", "Hôpital Henri Mondor"),
        ("PORT A L'ANGLAIS - JULES GUESDE", "Port à l’Anglais – Jules Guesde"),
        ("LE COR DE CHASSE - LA BELLE EPINE", "Le Cor de Chasse – La Belle Épine"),
        ("MAIRIE D'IVRY-METRO", "Mairie d’Ivry"),
        ("MAISONS-ALFORT - ALFORTVILLE RER.", "Maisons-Alfort – Alfortville RER"),
        ("D'ESTIENNE D'ORVES", "D’Estienne d’Orves"),
        ("Ecole Militaire", "École Militaire"),
        ("Pointe du Lac", "Créteil – Pointe du Lac"),
    ],
)
def test_readable_name(raw: str, read: str) -> None:
    assert readable_name(raw) == read


def test_slug_is_plain() -> None:
    assert slug("Créteil – L’Échat") == "creteil-l-echat"


def test_no_name_of_the_timetable_is_shouted() -> None:
    allowed = {"RER", "RATP", "IUFM", "MAC", "VAL", "A."}
    for stop in read_timetable().stops.values():
        shouted = {word for word in stop.name.split() if word.isupper() and len(word) > 1}
        assert shouted <= allowed, stop.name
        assert "'" not in stop.name
        assert " - " not in stop.name
