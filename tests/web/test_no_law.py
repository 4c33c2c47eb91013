"""The law is the worker's: a process of the pages answers them and does not even load OpenFisca."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.db import connection

from jalon.partners.models import Agent
from jalon.people.models import AccessLink, LawKind, LawQuestion, Person
from tests.web.household_answers import answer, usual_answers
from tests.worker.conftest import database_url

PAGES = """
import sys
from jalon.runtime.wsgi import application
from django.conf import settings

plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
settings.STORAGES = settings.STORAGES | {"staticfiles": plain}
from django.test import Client
from django.urls import reverse
from jalon.partners.models import Agent
from jalon.people.models import AccessLink, Person

def read(who, *names, **where):
    client = Client(headers={"host": "localhost"})
    client.force_login(who.user)
    return [client.get(reverse(name, kwargs=where)).status_code for name in names]

link = AccessLink.objects.get()
print(read(Person.objects.get(), "home", "rights", "rights_answers", "rights_result"))
print(read(Agent.objects.get(), "file", "file_rights", link=link.reference))
print([name for name in sys.modules if name.startswith("openfisca")])
"""


@pytest.mark.django_db(transaction=True)
def test_a_process_of_the_pages_never_loads_the_law(
    alice: Person, nadia: Agent, link: AccessLink
) -> None:
    answer(alice, usual_answers(alice))
    environment = os.environ | {"DATABASE_URL": database_url()}
    command = [sys.executable, "-c", PAGES]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.splitlines() == ["[200, 200, 200, 200]", "[200, 200]", "[]"]
    # It asked, and waited no longer than a page may.
    kinds = LawQuestion.objects.filter(answered_at=None).values_list("kind", flat=True)
    assert set(kinds) == {LawKind.CHECK, LawKind.YEAR}
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")
