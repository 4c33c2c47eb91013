import re

import pytest
from django.urls import reverse

from jalon.people.models import Person
from tests.web.conftest import sign_in

GOOD = {
    "max_walk_min": "20",
    "max_trip_min": "75",
    "earliest_leave": "05:30",
    "latest_return": "22:00",
    "walk_kmh": "3",
    "booked_rides": "on",
}


def send(person: Person, **changes: str) -> str:
    answer = sign_in(person).post(reverse("limits"), GOOD | changes)
    assert answer.status_code == 422
    return str(answer.content.decode())


def test_new_limits_are_written(alice: Person) -> None:
    client = sign_in(alice)
    answer = client.post(reverse("limits"), GOOD, follow=True)
    assert answer.redirect_chain == [(reverse("profile"), 302)]
    assert "C’est noté." in answer.content.decode()
    alice.refresh_from_db()
    assert (alice.max_walk_min, alice.max_trip_min, alice.walk_kmh) == (20, 75, 3.0)
    assert (alice.earliest_leave_s, alice.latest_return_s) == (19_800, 79_200)


def test_sending_twice_is_sending_once(alice: Person) -> None:
    client = sign_in(alice)
    for _ in range(2):
        assert client.post(reverse("limits"), GOOD).status_code == 302


def test_a_return_before_six_is_after_midnight(alice: Person) -> None:
    sign_in(alice).post(reverse("limits"), GOOD | {"latest_return": "01:15"})
    alice.refresh_from_db()
    assert alice.latest_return_s == 25 * 3600 + 900
    client = sign_in(alice)
    assert 'value="01:15"' in client.get(reverse("limits")).content.decode()
    assert "le lendemain" in client.get(reverse("profile")).content.decode()


@pytest.mark.parametrize("written", ["06h15", "6 h 15", "06:15", "06:15:00"])
def test_hours_are_read_as_people_write_them(alice: Person, written: str) -> None:
    sign_in(alice).post(reverse("limits"), GOOD | {"earliest_leave": written})
    alice.refresh_from_db()
    assert alice.earliest_leave_s == 22_500


@pytest.mark.parametrize(
    ("field", "written", "sentence"),
    [
        ("max_walk_min", "", "Écrivez un nombre de minutes entre 1 et 60, par exemple 15."),
        ("max_walk_min", "beaucoup", "Écrivez un nombre de minutes entre 1 et 60"),
        ("max_walk_min", "0", "Écrivez un nombre de minutes entre 1 et 60"),
        ("max_walk_min", "9" * 400, "Écrivez un nombre de minutes entre 1 et 60"),
        ("max_trip_min", "-30", "Écrivez un nombre de minutes entre 5 et 180"),
        ("earliest_leave", "25:00", "Écrivez une heure, par exemple 05:30."),
        ("latest_return", "<script>", "Écrivez une heure, par exemple 20:30."),
        ("walk_kmh", "300", "Choisissez une façon de marcher dans la liste."),
    ],
)
def test_a_mistake_has_one_clear_sentence(
    alice: Person, field: str, written: str, sentence: str
) -> None:
    page = send(alice, **{field: written})
    assert page.count(sentence) == 1
    assert "Il reste une chose à corriger." in page
    assert "<script>" not in page
    alice.refresh_from_db()
    assert alice.max_trip_min == 60


def test_nothing_is_lost_by_a_mistake(alice: Person) -> None:
    page = send(alice, max_walk_min="zut")
    assert 'value="zut"' in page
    assert 'value="75"' in page
    assert 'value="22:00"' in page
    assert '<option value="3" selected>' in page


def test_the_mistake_is_tied_to_its_field(alice: Person) -> None:
    page = send(alice, max_walk_min="zut")
    assert 'id="id_max_walk_min_error"' in page
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_max_walk_min_helptext id_max_walk_min_error"' in page


def test_the_return_comes_after_the_leave(alice: Person) -> None:
    page = send(alice, earliest_leave="20:00", latest_return="19:00")
    assert "Le retour doit venir après le départ." in page


def test_a_speed_of_ones_own_stays(alice: Person) -> None:
    Person.objects.filter(pk=alice.pk).update(walk_kmh=5.0)
    page = sign_in(alice).get(reverse("limits")).content.decode()
    assert '<option value="5" selected>À 5' in page


def is_ticked(page: str) -> bool:
    box = re.search('<input type="checkbox" name="booked_rides"[^>]*>', page)
    assert box is not None
    return " checked" in box[0]


def test_rides_to_be_booked_count_unless_one_says_no(alice: Person) -> None:
    client = sign_in(alice)
    assert is_ticked(client.get(reverse("limits")).content.decode())
    client.post(reverse("limits"), {key: GOOD[key] for key in GOOD if key != "booked_rides"})
    alice.refresh_from_db()
    assert not alice.booked_rides
    assert not is_ticked(client.get(reverse("limits")).content.decode())
    assert "<dt>Trajets à réserver</dt><dd><strong>non comptés</strong>" in (
        client.get(reverse("profile")).content.decode()
    )
    client.post(reverse("limits"), GOOD)
    alice.refresh_from_db()
    assert alice.booked_rides
