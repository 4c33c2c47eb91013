"""Questions about companies and their offers."""

from __future__ import annotations

from django.db.models import QuerySet

from jalon.jobs.company.models import Offer
from jalon.partners.models import Firm


def list_offers_of_firm(firm: Firm) -> QuerySet[Offer]:
    """The offers of the company whose account `firm` is, the last to begin first."""
    return Offer.objects.filter(company__firm=firm).order_by("-start_date", "pk")
