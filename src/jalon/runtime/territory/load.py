"""Saving a territory: what has a reference that is known is changed, what has not is added."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.db import transaction

from jalon.core.errors import WrongInputError
from jalon.core.time import WEEKDAYS, parse_clock
from jalon.demo.kept.bring_back import bring_back
from jalon.demo.kept.keep import is_kept, keep_drawn
from jalon.jobs.company.link_companies import link_companies
from jalon.jobs.company.models import Company, ContractKind, Offer, Shift
from jalon.jobs.company.workplaces import tell_all_offers
from jalon.partners.models import CarePlace, Organisation
from jalon.partners.models.agents import OrganisationKind
from jalon.partners.models.care import CarePlaceKind
from jalon.partners.siret import read_siret
from jalon.people.models import Person
from jalon.people.models.person import FamilyType
from jalon.runtime.territory.rows import Row, read_rows

Communes = dict[str, str]
_WHERE = ("commune_code", "lat", "lon")
COLUMNS = {
    "communes": ("code", "name"),
    "organisations": ("name", "kind"),
    "places": ("slug", "kind", "name", *_WHERE, "hours", "handover_min", "free_places"),
    "offers": (
        *("slug", "company", "sector", "title", "rome_code", "description", "contract"),
        *("contract_months", "hours_week", "gross_eur_hour", "start_date", "workplace"),
        *(*_WHERE, "hours"),
    ),
    "people": ("slug", "first_name", "family_type", "birth_date", *_WHERE, "means", "story"),
}
"""The tables of a territory, and their columns; only `communes` must be there."""
_MAY_HAVE = {"offers": frozenset({"siret"})}


def load_territory(folder: Path) -> dict[str, int]:
    """Save the tables of `folder`; how many lines of each. Raises WrongInputError, saving nothing.

    People are for trial: fictional, with an account that a demonstration alone opens.
    """
    communes = {
        row.text("code", 5): row.text("name", 100)
        for row in read_rows(folder / "communes.csv", COLUMNS["communes"])
    }
    if not communes:
        raise WrongInputError(f"{folder} has no communes.csv, or it is empty.")
    counts = {"communes": len(communes)}
    savers = {
        "organisations": _save_organisation,
        "places": _save_place,
        "offers": _save_offer,
        "people": _save_person,
    }
    with transaction.atomic():
        if is_kept():
            bring_back()
        for name, save in savers.items():
            rows = list(
                read_rows(folder / f"{name}.csv", COLUMNS[name], _MAY_HAVE.get(name, frozenset()))
            )
            for row in rows:
                save(row, communes)
            counts[name] = len(rows)
        tell_all_offers()
        link_companies()
        keep_drawn()
    return counts


def _where(row: Row, communes: Communes) -> dict[str, Any]:
    code = row.text("commune_code", 5)
    if code not in communes:
        raise row.wrong(f"commune {code} is not in communes.csv")
    return {
        "commune_code": code,
        "commune": communes[code],
        "lat": row.number("lat", -90, 90),
        "lon": row.number("lon", -180, 180),
    }


def _save_organisation(row: Row, _: Communes) -> None:
    kind = row.one_of("kind", OrganisationKind.values)
    Organisation.objects.update_or_create(name=row.text("name"), defaults={"kind": kind})


def _save_place(row: Row, communes: Communes) -> None:
    hours = row.hours()
    if any(len(times) > 1 for times in hours.values()):
        raise row.wrong("a place opens once a day")
    CarePlace.objects.update_or_create(
        slug=row.slug(),
        defaults={
            "kind": row.one_of("kind", CarePlaceKind.values),
            "name": row.text("name"),
            "hours": {day: list(times[0]) for day, times in hours.items()},
            "handover_min": int(row.number("handover_min", 0, 60)),
            "free_places": int(row.number("free_places", 0, 1000)),
            **_where(row, communes),
        },
    )


def _save_offer(row: Row, communes: Communes) -> None:
    where = _where(row, communes)
    hours = row.hours()
    offer, _ = Offer.objects.update_or_create(
        slug=row.slug(),
        defaults={
            "company": _company(row, where),
            "title": row.text("title"),
            "rome_code": row.text("rome_code", 5),
            "description": row.optional("description"),
            "contract": row.one_of("contract", ContractKind.values),
            "contract_months": _months(row),
            "hours_week": row.number("hours_week", 1, 60),
            "gross_eur_hour": row.amount("gross_eur_hour"),
            "start_date": row.date("start_date"),
            "workplace": row.text("workplace"),
            "hours_known": bool(hours),
            "unknown_weekdays": [] if hours else list(range(5)),
            **where,
        },
    )
    offer.shifts.all().delete()
    Shift.objects.bulk_create(
        Shift(
            offer=offer,
            weekday=WEEKDAYS.index(day),
            start_s=parse_clock(start),
            end_s=parse_clock(end),
        )
        for day, times in hours.items()
        for start, end in times
    )


def _company(row: Row, where: dict[str, Any]) -> Company:
    """The establishment of a SIRET; without one, whoever has this name in this commune."""
    values = {
        "name": row.text("company"),
        "sector": row.text("sector", 100),
        "commune_code": where["commune_code"],
        "commune": where["commune"],
    }
    known = {"siret": _siret(row)}
    if not known["siret"]:
        known |= {name: values[name] for name in ("name", "commune_code")}
    return Company.objects.get_or_create(**known, defaults=values)[0]


def _siret(row: Row) -> str:
    written = row.optional("siret")
    if written and not read_siret(written):
        raise row.wrong(f"siret {written!r} has not fourteen digits with a good key")
    return read_siret(written) if written else ""


def _months(row: Row) -> int | None:
    return int(row.number("contract_months", 1, 36)) if row.optional("contract_months") else None


def _save_person(row: Row, communes: Communes) -> None:
    slug, where = row.slug(), _where(row, communes)
    user, _ = get_user_model().objects.get_or_create(
        username=f"demo-{slug}", defaults={"password": make_password(None)}
    )
    means = row.optional("means").split()
    if set(means) - {"transit", "bicycle", "car"}:
        raise row.wrong("means are words among transit, bicycle and car")
    Person.objects.update_or_create(
        demo_slug=slug,
        defaults={
            "user": user,
            "first_name": row.text("first_name", 100),
            "family_type": row.one_of("family_type", FamilyType.values),
            "birth_date": row.date("birth_date"),
            "commune_code": where["commune_code"],
            "commune": where["commune"],
            "home_lat": where["lat"],
            "home_lon": where["lon"],
            "means": means,
            "story": row.optional("story"),
            "is_fictional": True,
        },
    )
