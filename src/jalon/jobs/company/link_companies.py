"""Whose account sees which company's offers: never by a name, which anybody may take."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Q

from jalon.jobs.company.models import Company, Offer
from jalon.partners.queries import list_firms_approved


@transaction.atomic
def link_companies() -> int:
    """Makes the firm of each company what it is today; how many had another, or none.

    A company that has a SIRET is of the firm approved with it: two establishments are two. One that
    has none is of the first firm for which an agent wrote the reference of an offer of it. Nothing
    of the demo is of somebody real, nor the other way.
    """
    firms = list(list_firms_approved())
    by_siret = {(firm.siret, firm.is_fictional): firm.pk for firm in firms}
    references = {firm.offer_reference for firm in firms} - {""}
    posted = dict(Offer.objects.filter(slug__in=references).values_list("slug", "company_id"))
    written: dict[tuple[int | None, bool], int] = {}
    for firm in firms:
        written.setdefault((posted.get(firm.offer_reference), firm.is_fictional), firm.pk)
    known = ~Q(siret="") | Q(firm__isnull=False) | Q(pk__in=posted.values())
    return sum(_link(company, by_siret, written) for company in Company.objects.filter(known))


def _link(
    company: Company,
    by_siret: Mapping[tuple[str, bool], int],
    written: Mapping[tuple[int | None, bool], int],
) -> int:
    if company.siret:
        firm = by_siret.get((company.siret, company.is_fictional))
    else:
        firm = written.get((company.pk, company.is_fictional))
    if firm == company.firm_id:
        return 0
    return Company.objects.filter(pk=company.pk).update(firm=firm)
