"""Makes `plain_words.tsv` again from the table of Lexique 3.83: README.md says where it is.

python -m tests.web.reading.derive_plain_words Lexique383.txt
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

LEAST_LEMMA = 5.0
"""Times that a word is heard, in any of its forms, among a million of the subtitles of films."""
LEAST_FORM = 0.01
"""The same of one form: the simple past and its like are left out."""
COLUMNS = ("1_ortho", "3_lemme", "7_freqlemfilms2", "9_freqfilms2")


def main(table: Path, target: Path) -> None:
    """Writes one line a word: the word, then its other forms."""
    forms: dict[str, set[str]] = defaultdict(set)
    for form, lemma, heard_lemma, heard_form in _rows(table):
        if _number(heard_lemma) >= LEAST_LEMMA and _number(heard_form) >= LEAST_FORM:
            forms[lemma.lower()].add(form)
    target.write_text("".join(_lines(forms)))


def _rows(table: Path) -> Iterator[list[str]]:
    with table.open(encoding="latin-1", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield [row[column] for column in COLUMNS]


def _number(text: str) -> float:
    return float(text.replace(",", ".") or 0)


def _lines(forms: Mapping[str, set[str]]) -> Iterator[str]:
    for lemma in sorted(forms):
        others = sorted(forms[lemma] - {lemma})
        yield "\t".join((lemma, " ".join(others))).rstrip() + "\n"


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(__file__).with_name("plain_words.tsv"))
