"""Opening a file: an active link and an event, or a refusal and an event."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable

import pytest

from jalon.audit.chain import verify_chain
from jalon.audit.models import Event
from jalon.audit.queries import events_about
from jalon.partners.models import Agent
from jalon.people.actions import open_file as opening
from jalon.people.actions.open_file import NO_LINK, FileRefusal, check_link, open_file
from jalon.people.models import AccessLink, Person

TODAY = dt.date(2026, 11, 23)
DAY = dt.timedelta(days=1)
REASON = "Votre référente de parcours"


@pytest.fixture
def link(agent: Agent, person: Person) -> AccessLink:
    return AccessLink.objects.create(
        person=person, agent=agent, since=TODAY - 9 * DAY, reason=REASON
    )


def test_an_active_link_opens_the_file_and_it_is_noted(
    link: AccessLink, agent: Agent, person: Person
) -> None:
    assert open_file(agent, link.reference, "file", TODAY).person == person
    event = events_about(person.pk).get()
    assert (event.verb, event.reason, event.detail) == ("opened", REASON, {"page": "file"})
    assert event.actor_user_id == agent.user_id
    assert event.actor_label == "Agathe Réau, référente de parcours, Département d’Essai"


Spoil = Callable[[AccessLink, Agent], None]


def ended(link: AccessLink, _: Agent) -> None:
    link.until = TODAY


def not_begun(link: AccessLink, _: Agent) -> None:
    link.since = TODAY + DAY


def of_a_colleague(link: AccessLink, stranger: Agent) -> None:
    link.agent = stranger


@pytest.mark.parametrize("spoil", [ended, not_begun, of_a_colleague])
def test_any_other_link_is_refused_and_it_is_noted(
    spoil: Spoil, link: AccessLink, agent: Agent, stranger: Agent, person: Person
) -> None:
    spoil(link, stranger)
    link.save()
    with pytest.raises(FileRefusal):
        open_file(agent, link.reference, "file", TODAY)
    event = events_about(person.pk).get()
    assert (event.verb, event.reason) == ("refused", NO_LINK)
    assert event.actor_user_id == agent.user_id


def test_checking_a_link_reads_nothing_and_is_no_event(link: AccessLink, agent: Agent) -> None:
    assert check_link(agent, link.reference, "file", TODAY) == link
    assert not Event.objects.exists()


@pytest.mark.parametrize("spoil", [ended, not_begun, of_a_colleague])
def test_checking_any_other_link_is_refused_and_noted(
    spoil: Spoil, link: AccessLink, agent: Agent, stranger: Agent, person: Person
) -> None:
    spoil(link, stranger)
    link.save()
    with pytest.raises(FileRefusal):
        check_link(agent, link.reference, "file", TODAY)
    assert events_about(person.pk).get().verb == "refused"


def test_a_reference_of_nobody_is_refused_alike_and_noted(agent: Agent) -> None:
    with pytest.raises(FileRefusal):
        open_file(agent, uuid.uuid4(), "file", TODAY)
    event = Event.objects.get()
    assert (event.verb, event.subject_person_id) == ("refused", None)


@pytest.mark.django_db(transaction=True)
def test_a_refusal_stays_noted_after_the_error(link: AccessLink, stranger: Agent) -> None:
    with pytest.raises(FileRefusal):
        open_file(stranger, link.reference, "file", TODAY)
    assert events_about(link.person_id).get().verb == "refused"


def test_a_file_that_cannot_be_noted_does_not_open(
    link: AccessLink, agent: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(opening, "record", fail)
    with pytest.raises(OSError, match="disk"):
        open_file(agent, link.reference, "file", TODAY)


def test_events_outlive_the_person_and_the_chain_stays_whole(
    link: AccessLink, agent: Agent, person: Person
) -> None:
    open_file(agent, link.reference, "file", TODAY)
    number = person.pk
    person.delete()
    assert events_about(number).count() == 1
    assert verify_chain().sequence == 1


def test_no_event_holds_a_value_of_the_person(
    link: AccessLink, agent: Agent, person: Person
) -> None:
    open_file(agent, link.reference, "file", TODAY)
    event = Event.objects.get()
    said = " ".join(str(value) for value in vars(event).values())
    assert person.first_name not in said
    assert person.commune not in said
