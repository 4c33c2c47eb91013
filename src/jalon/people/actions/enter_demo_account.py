"""Opening a demo account: only fictional people have one."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from jalon.people.models import Person


@transaction.atomic
def enter_demo_account(demo_slug: str) -> User:
    """The user of a demo person, made at the first entry, without a password.

    Raises Person.DoesNotExist for an unknown account or for somebody real. The row is locked, so
    that two entries at once make one user.
    """
    people = Person.objects.select_for_update(of=("self",)).select_related("user")
    person = people.get(demo_slug=demo_slug, is_fictional=True)
    if person.user is None:
        person.user, _ = User.objects.get_or_create(username=f"demo-{demo_slug}")
        person.user.set_unusable_password()
        person.user.save()
        person.save(update_fields=["user"])
    return person.user
