"""A month of birth, a first payment to come, one's own income: asked of whom they concern alone."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from jalon.core.months import Month, format_month, month_of
from jalon.people.household.build import household_of
from jalon.people.models import Child, Person
from tests.web.conftest import sign_in
from tests.web.person.rights.test_result_views import say

pytestmark = pytest.mark.django_db


def test_who_awaits_a_child_is_asked_the_month_before_the_page_comes_back(alice: Person) -> None:
    client = sign_in(alice)
    url = reverse("rights_question", args=["grossesse"])
    form = client.get(f"{url}?retour=resultat").context["form"]
    sent = client.post(url, {"answer": "yes", "retour": "resultat", "sceau": form.seal})
    month = reverse("rights_question", args=["mois-de-naissance"])
    assert sent["Location"] == f"{month}?retour=resultat"
    page = client.get(sent["Location"])
    assert "En quel mois attendez-vous la naissance" in page.content.decode()
    options = page.context["form"].fields["answer"].choices
    first = month_of(timezone.localdate())
    assert [name for name, _ in options] == [format_month(Month(first + lag)) for lag in range(10)]
    answer = {"answer": options[4][0], "retour": "resultat", "sceau": page.context["form"].seal}
    assert client.post(month, answer)["Location"] == reverse("rights_result")
    [adult] = household_of(alice, timezone.localdate()).adults
    assert adult.due == first + 4


def test_who_awaits_nobody_is_asked_no_month(alice: Person) -> None:
    client = sign_in(alice)
    url = reverse("rights_question", args=["grossesse"])
    form = client.get(f"{url}?retour=resultat").context["form"]
    sent = client.post(url, {"answer": "no", "retour": "resultat", "sceau": form.seal})
    assert sent["Location"] == reverse("rights_result")
    month = reverse("rights_question", args=["mois-de-naissance"])
    assert client.get(month)["Location"] == reverse("rights_answers")


def test_a_lone_parent_is_asked_for_their_own_income_alone(alice: Person) -> None:
    url = reverse("rights_question", args=["avis-d-impot"])
    words = "Si vous viviez en couple, écrivez seulement le vôtre."
    alice.children.all().delete()
    assert words not in sign_in(alice).get(url).content.decode()
    Child.objects.create(person=alice, first_name="Inès", birth_date=dt.date(2020, 5, 1))
    assert words in sign_in(alice).get(url).content.decode()


def test_who_waits_for_a_first_payment_says_its_month(alice: Person) -> None:
    say(alice, situation="jobseeker_are", income=900)
    page = sign_in(alice).get(reverse("rights_question", args=["revenu-depuis"]))
    coming = [name for name, _ in page.context["form"].fields["answer"].choices][1:4]
    first = month_of(timezone.localdate())
    assert coming == [format_month(Month(first + lag)) for lag in (3, 2, 1)]
