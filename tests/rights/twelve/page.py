"""The page `docs/douze-foyers.md`: texts written by hand around the figures of the engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jalon.web.words.gains import CAUSES, NOT_COUNTED, say_all
from tests.rights.twelve.answers import DOCS, FOLDER, Offer, offers_of

PAGE = DOCS / "douze-foyers.md"
FIGURES = "<!-- chiffres -->\n"
"""Where the figures go in the text of a household."""
HOUSEHOLDS = range(1, 13)
NBSP = "\N{NO-BREAK SPACE}"
_COLUMNS = {
    "salary_net": "Salaire net",
    "rsa": "RSA",
    "ppa": "Prime d’activité",
    "housing": "Logement",
    "family": "Famille",
    "other": "Autres",
    "childcare": "Garde",
    "travel": "Trajet",
    "total": "Total",
    "total_without_job": "Sans l’emploi",
}
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip


def make_page() -> str:
    """The whole page, in Markdown."""
    first, last = _text(0), _text(99)
    return "\n".join([first, *(_household(number) for number in HOUSEHOLDS), last])


def _text(number: int) -> str:
    (found,) = FOLDER.glob(f"{number:02}-*.md")
    return found.read_text(encoding="utf-8")


def _household(number: int) -> str:
    who, cut, reasoning = _text(number).partition(FIGURES)
    if not cut:
        raise ValueError(f"{number:02}: no place for the figures")
    offers = offers_of(number)
    named = len(offers) > 1
    figures = "\n".join(_figures(offer, named=named) for offer in offers)
    return f"{who}{_source(number)}\n\n{figures}\n{reasoning}"


def _source(number: int) -> str:
    (found,) = FOLDER.glob(f"{number:02}-*.json")
    return f"Fichier{NBSP}: [{found.name}]({_link(found)})."


def _link(path: Path) -> str:
    return path.relative_to(DOCS).as_posix()


def _figures(offer: Offer, *, named: bool) -> str:
    gain = offer["net_gain_eur_month"]
    title = [f"### {offer['id'].replace(' ', NBSP)}", ""] if named else []
    causes = say_all(CAUSES, offer["causes_of_range"])
    left_out = say_all(NOT_COUNTED, offer["not_counted"])
    return "\n".join(
        [
            *title,
            f"En moyenne sur ces douze mois{NBSP}: **{_eur(gain['central'])}{NBSP}€ de plus par "
            f"mois**, entre {_eur(gain['low'])} et {_eur(gain['high'])}{NBSP}€.",
            "",
            *_table(offer["months"]),
            "",
            f"Ce qui fait la fourchette{NBSP}: {_sentences(causes)}",
            "",
            f"Ce qui n’est pas compté{NBSP}: {_sentences(left_out)}",
            "",
        ]
    )


def _sentences(said: tuple[str, ...]) -> str:
    return " ".join(said) or "rien."


def _table(months: list[dict[str, Any]]) -> Iterator[str]:
    yield "| Mois | " + " | ".join(_COLUMNS.values()) + " | Différence |"
    yield "|---|" + "--:|" * (len(_COLUMNS) + 1)
    for month in months:
        cells = [_eur(month[name]) for name in _COLUMNS]
        gained = _eur(month["total"] - month["total_without_job"])
        yield f"| {_month(month['month'])} | " + " | ".join(cells) + f" | {gained} |"


def _month(text: str) -> str:
    year, number = text.split("-")
    return f"{_MONTHS[int(number) - 1]}{NBSP}{year}"


def _eur(amount: float | None) -> str:
    if amount is None:
        return "inconnu"
    if round(amount, 2) == 0:
        return "–"
    return f"{amount:,.2f}".replace(",", NBSP).replace(".", ",").replace("-", "−")
