"""Compiles the schools of the seven towns from the open directory of schools.

    python -m jalon.demo.compile_schools SCHOOLS.csv [FOLDER]

Only open public nursery and primary schools are kept, with what the demo needs of them.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from pathlib import Path

from jalon.demo.towns import TOWNS

FACTS = Path(__file__).parent / "facts"
_MENDS = {
    "Ecole": "École",
    "Amedée": "Amédée",
    "Eboue": "Éboué",
    "Eboué": "Éboué",
    "Eluard": "Éluard",
    "Etienne": "Étienne",
    "Eugenie": "Eugénie",
    "Felix": "Félix",
    "Gerbaut": "Gerbault",
    "Prevert": "Prévert",
    "Séguin": "Seguin",
    "casanova": "Casanova",
    "la": "La",
    "les": "Les",
    "publique": "",
}
HEADER = ("school", "name", "commune_code", "lat", "lon", "nursery", "primary")


def compile_schools(directory: Path, folder: Path) -> None:
    """Writes `schools.csv` into `folder` from the directory's export."""
    with directory.open(encoding="utf-8-sig", newline="") as file:
        schools = sorted(_school(row) for row in csv.DictReader(file) if _is_kept(row))
    with (folder / "schools.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(schools)


def _is_kept(row: dict[str, str]) -> bool:
    """Not the specialised schools either: to name one tells about a child's health."""
    if row["Code_commune"] not in TOWNS or "spécialisée" in row["Nom_etablissement"]:
        return False
    kind = row["Type_etablissement"], row["Statut_public_prive"], row["etat"]
    return kind == ("Ecole", "Public", "OUVERT")


def _school(row: dict[str, str]) -> tuple[str, ...]:
    return (
        row["Identifiant_de_l_etablissement"].lower(),
        _name(row["Nom_etablissement"]),
        row["Code_commune"],
        f"{float(row['latitude']):.6f}",
        f"{float(row['longitude']):.6f}",
        row["Ecole_maternelle"],
        row["Ecole_elementaire"],
    )


def _name(raw: str) -> str:
    """The school's name with the accents that the directory left out."""
    words = (_MENDS.get(word, word) for word in raw.replace("'", "’").split())
    return " ".join(filter(None, words))


def main(arguments: Sequence[str]) -> int:
    """Compiles the directory named by the first argument; the second is another folder."""
    if len(arguments) not in {1, 2}:
        sys.stderr.write("usage: python -m jalon.demo.compile_schools SCHOOLS.csv [FOLDER]\n")
        return 2
    compile_schools(Path(arguments[0]), Path(arguments[1]) if len(arguments) == 2 else FACTS)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
