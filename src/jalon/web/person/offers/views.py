"""The page of one offer: it calls the job space, and says what it found."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jalon.jobs.person.nearest.read import nearest_of
from jalon.jobs.person.queries import gains_for, plan_offer, unlocks_of, with_starts
from jalon.jobs.person.week import OfferDays
from jalon.jobs.person.working_time import list_work_rules
from jalon.people.models import Person
from jalon.web.feeds import follows_streets
from jalon.web.guards.access import for_person
from jalon.web.person.computed import computed
from jalon.web.person.offers.gain_section import make_gain_section, make_invitation
from jalon.web.person.offers.kept_gains import make_gain_line
from jalon.web.person.offers.list_place import read_place
from jalon.web.person.offers.names_of import speaker_for
from jalon.web.person.offers.offer_page import make_offer_page
from jalon.web.words.net_gain import GainFigure
from jalon.web.words.offers.working_time import say_work_rules


def _kept_gain(person: Person, planned: OfferDays) -> GainFigure | None:
    """The figure that the lists have, while its months are being computed."""
    return make_gain_line(nearest_of(person), planned.offer.pk)


@for_person
@require_safe
@computed
def offer(request: HttpRequest, person: Person, slug: str) -> HttpResponse:
    """One offer: the whole day drawn leg by leg, or why it does not hold and what would do."""
    planned = plan_offer(person, slug)
    if planned is None:
        raise Http404("Cette offre n’existe pas ou n’est plus là.")
    gains = gains_for(person, [planned])
    [offer_days] = with_starts(person, [planned])
    unlocks = unlocks_of(person, offer_days.offer) if offer_days.holds is False else ()
    speaker, place = speaker_for(person, unlocks), read_place(request)
    context = {
        "person": person,
        "here": "offers",
        "offer_page": make_offer_page(offer_days, speaker.names),
        "place": place,
        "back": place.url(slug),
        "offer_days": offer_days,
        "rules": say_work_rules(list_work_rules(offer_days, person.birth_date)),
        "unlocks": [speaker.say(unlock) for unlock in unlocks],
        "gain": make_gain_section(gains, slug, place.back(slug)),
        "invitation": make_invitation(gains, place.back(slug)),
        "kept_gain": _kept_gain(person, planned) if gains.state == "not_ready" else None,
        "again": f"{request.get_full_path()}#gain",
        "streets": follows_streets(settings.JALON_NETWORK_DIR),
    }
    return render(request, "web/person/offers/offer.html", context)
