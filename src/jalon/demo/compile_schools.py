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
    is_open = row["Statut_public_prive"] == "Public" and row["etat"] == "OUVERT"
    return is_open and row["Type_etablissement"] == "Ecole" and row["Code_commune"] in TOWNS


def _school(row: dict[str, str]) -> tuple[str, ...]:
    name = row["Nom_etablissement"].replace("Ecole", "École").replace("'", "’")
    return (
        row["Identifiant_de_l_etablissement"].lower(),
        " ".join(name.split()),
        row["Code_commune"],
        f"{float(row['latitude']):.6f}",
        f"{float(row['longitude']):.6f}",
        row["Ecole_maternelle"],
        row["Ecole_elementaire"],
    )


def main(arguments: Sequence[str]) -> int:
    """Compiles the directory named by the first argument; the second is another folder."""
    if len(arguments) not in {1, 2}:
        sys.stderr.write("usage: python -m jalon.demo.compile_schools SCHOOLS.csv [FOLDER]\n")
        return 2
    compile_schools(Path(arguments[0]), Path(arguments[1]) if len(arguments) == 2 else FACTS)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
