"""The figures of some people's nearest offers, by the engines: what is known already stays."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils import timezone

from jalon.jobs.company.models import Offer
from jalon.jobs.person.board import OfferBoard, boards_of
from jalon.jobs.person.gains import DayPoints, Gains, make_job, may_begin
from jalon.jobs.person.nearest.due import Due, World
from jalon.jobs.person.nearest.records import GainRecord, NearOffer, pack_offers
from jalon.jobs.person.nearest.standing import Standing, read_standing
from jalon.jobs.person.nearest.store import Kept, left_out_json
from jalon.jobs.person.week import OfferDays, gather_days
from jalon.jobs.person.week_request import make_week_request
from jalon.reach import parse_request, plan_days
from jalon.rights import Gain, Household, Job, find_gains_of_many, is_within_scope

NEAREST = 100
"""The offers of which figures are kept, by least weekly travel: five pages of cards."""
WHOLE_LAW_AT_ONCE = 20
"""Jobs of one turn with the whole law: some ten seconds."""
Question = tuple[Household, Sequence[Job]]

log = logging.getLogger("jalon.jobs")


@dataclass(frozen=True)
class Draft:
    """One person's figures in the making: `offers` in their order, and the `jobs` whose gain is
    asked for now, both by the offer's number. `waits_law`: others are left for the whole law."""

    due: Due
    standing: Standing
    offers: Mapping[int, NearOffer]
    jobs: Mapping[int, Job] = field(default_factory=dict)
    waits_law: bool = False
    has_failed: bool = False

    @property
    def asks(self) -> bool:
        """Whether the law is asked now."""
        return bool(self.jobs)

    @property
    def question(self) -> Question:
        """What it is asked."""
        assert not isinstance(self.standing.household, Gains)  # noqa: S101 - it would have no jobs
        return self.standing.household, tuple(self.jobs.values())


@dataclass
class OfferShelf:
    """Offers with their shifts as they were read, for some seconds of work."""

    by_number: dict[int, Offer] = field(default_factory=dict)

    def take(self, revisions: Mapping[int, int]) -> list[Offer]:
        """The offers of these numbers, as new as these revisions at least; who is gone is not."""
        old = [
            number
            for number, revision in revisions.items()
            if number not in self.by_number or self.by_number[number].revision < revision
        ]
        if old:
            fresh = Offer.objects.filter(pk__in=old).prefetch_related("shifts")
            self.by_number.update({offer.pk: offer for offer in fresh})
        return [self.by_number[number] for number in revisions if number in self.by_number]


def make_rows(
    world: World, due: Iterable[Due], shelf: OfferShelf, *, whole_law: bool
) -> list[Kept]:
    """The rows of some people; without `whole_law` those who need it wait for it."""
    found = [(one, read_standing(one.person, world.today)) for one in due]
    there = [(one, standing) for one, standing in found if standing is not None]
    boards = boards_of([standing.person for _, standing in there])
    drafts = [
        _draft(world, one, standing, find_nearest(board), shelf, whole_law=whole_law)
        for (one, standing), board in zip(there, boards, strict=True)
    ]
    return [_row(world, draft) for draft in _with_gains(drafts)]


def _draft(  # noqa: PLR0913 - all that one person's figures are made of
    world: World,
    due: Due,
    standing: Standing,
    near: Mapping[int, int],
    shelf: OfferShelf,
    *,
    whole_law: bool,
) -> Draft:
    known = _known(world, standing)
    asked = {
        number: revision
        for number, revision in near.items()
        if number not in known or known[number].revision != revision
    }
    week = _plan(world, standing, shelf.take(asked))
    offers = {number: known[number] for number in near if number not in asked}
    offers |= {each.offer.pk: _near_offer(each) for each in week}
    draft = Draft(due, standing, {number: offers[number] for number in near if number in offers})
    return (
        draft
        if isinstance(standing.household, Gains)
        else _with_jobs(draft, week, world, whole_law=whole_law)
    )


def _known(world: World, standing: Standing) -> Mapping[int, NearOffer]:
    """What is kept and still so. What a job costs to go to is read from its days: an offer without
    its gain is planned again with it."""
    if not standing.has_days or (standing.network, standing.monday) != (
        world.network,
        world.monday,
    ):
        return {}
    if isinstance(standing.household, Gains):
        return {number: near.without_gain() for number, near in standing.kept.items()}
    if not standing.has_gains:
        return {}
    return {
        number: near for number, near in standing.kept.items() if near.state is not GainRecord.NONE
    }


def find_nearest(board: OfferBoard) -> Mapping[int, int]:
    """The revisions of the nearest offers that hold, by number."""
    numbers = board.sort(board.holding, "travel")[:NEAREST]
    revisions = board.catalogue.revisions[board.catalogue.find(numbers)]
    return dict(zip(numbers.tolist(), revisions.tolist(), strict=True))


def _plan(world: World, standing: Standing, offers: Sequence[Offer]) -> list[OfferDays]:
    """The days of offers; those alone that hold in the engine's eyes too."""
    if not offers:
        return []
    request = make_week_request(standing.person, offers, world.monday)
    week = gather_days(offers, plan_days(world.timetable, parse_request(request)))
    return [offer_days for offer_days in week if offer_days.holds]


def _near_offer(offer_days: OfferDays) -> NearOffer:
    offer = offer_days.offer
    return NearOffer(offer.pk, offer.revision, offer_days.worst_slack_s or 0)


def _with_jobs(draft: Draft, week: Sequence[OfferDays], world: World, *, whole_law: bool) -> Draft:
    """The draft with what is asked of the law."""
    standing, points = draft.standing, DayPoints(draft.standing.person)
    assert not isinstance(standing.household, Gains)  # noqa: S101 - who has none asks nothing
    soon = [each for each in week if may_begin(each, world.today)]
    later = {each.offer.pk for each in week} - {each.offer.pk for each in soon}
    most = len(soon)
    if not is_within_scope(standing.household):
        most = WHOLE_LAW_AT_ONCE if whole_law else 0
    return replace(
        draft,
        offers={
            number: near.with_gain(None) if number in later else near
            for number, near in draft.offers.items()
        },
        jobs={each.offer.pk: make_job(each, points, world.today) for each in soon[:most]},
        waits_law=len(soon) > most,
    )


def _with_gains(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts with the law's answers, all asked together."""
    asked = [draft for draft in drafts if draft.asks]
    found = dict(zip(map(id, asked), _ask([draft.question for draft in asked]), strict=True))
    for draft in drafts:
        gains = found.get(id(draft), [])
        if gains is None:
            yield replace(draft, has_failed=True, waits_law=False)
            continue
        told = dict(zip(draft.jobs, gains, strict=False))
        offers = {
            number: near.with_gain(told[number]) if number in told else near
            for number, near in draft.offers.items()
        }
        yield replace(draft, offers=offers)


def _ask(questions: Sequence[Question]) -> list[list[Gain] | None]:
    """The gains of each question; None where the law has no answer to it."""
    try:
        return [*find_gains_of_many(questions)]
    except Exception as error:
        # OpenFisca raises whatever its formulas do. Its kind alone: a message may hold an amount.
        if len(questions) == 1:
            log.error("The law has no answer about a household: %s", type(error).__name__)
            return [None]
    return [gains for question in questions for gains in _ask([question])]


def _row(world: World, draft: Draft) -> Kept:
    standing = draft.standing
    records, left_out = pack_offers(draft.offers.values())
    # What is kept of a household already stays while the rest waits.
    is_answered = not draft.has_failed and (draft.asks or not draft.waits_law)
    return Kept(
        person_id=standing.person.pk,
        answers_id=standing.answers.pk if standing.answers else None,
        week_revision=standing.person.week_revision,
        network=world.network,
        monday=world.monday,
        records=records,
        household=standing.question if is_answered or standing.has_gains else "",
        left_out=left_out_json(left_out),
        catalogue=world.catalogue,
        person_mark=draft.due.mark,
        world_mark=world.mark,
        waits_law=draft.waits_law,
        computed_at=timezone.now(),
    )
