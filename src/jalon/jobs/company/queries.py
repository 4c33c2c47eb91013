"""Questions about companies and their offers."""

from __future__ import annotations

from django.db.models import QuerySet

from jalon.jobs.company.models import Offer
from jalon.partners.models import Firm


def list_offers_of_firm(firm: Firm) -> QuerySet[Offer]:
    """The offers of the companies whose account `firm` is, the last to begin first."""
    return Offer.objects.filter(company__firm=firm).order_by("-start_date", "pk")


def find_offer_of_firm(firm: Firm, slug: str) -> Offer | None:
    """One of them, with its hours; None for another's, as for one that is not."""
    return list_offers_of_firm(firm).prefetch_related("shifts").filter(slug=slug).first()
