"""On which side of the wall each table is, and what a caseworker's page may do on its own.

A new table without a side fails a test, and a right that is not here is not given.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.apps import apps

BEHIND_THE_WALL = frozenset({"jobs", "jobs_person", "matching"})
"""Applications of the job space: no right on any of their tables, nor of those to come."""
UNTOUCHED = frozenset({"account", "auth", "contenttypes", "mfa", "sessions"})
"""Applications that a caseworker's page does not ask: who is there was found out before it."""

_PERSON = "id, user_id, first_name, family_type, birth_date, commune_code, commune, is_fictional"
"""`people.queries.IN_THE_FILE`; what else a person has serves to look for work."""

RIGHTS: Mapping[str, str] = {
    "accounts_account": "",
    # To invite the person of a file; what the code is, no table says.
    "accounts_invitation": "SELECT, INSERT, UPDATE",
    "accounts_limit": "",
    "accounts_outsideidentity": "",
    "accounts_sentcode": "",
    "accounts_visit": "",
    "audit_event": "INSERT",
    "audit_head": "SELECT, INSERT, UPDATE",
    # The households of the demo as they were drawn.
    "demo_drawnrow": "",
    "partners_accountmanager": "",
    "partners_accountrequest": "",
    "partners_agent": "SELECT",
    "partners_careplace": "",
    # Any agent answers a firm that asks for an account.
    "partners_firm": "SELECT, UPDATE (state, answered_by_id, answered_at, offer_reference)",
    "partners_firmmember": "SELECT",
    "partners_organisation": "SELECT",
    "people_accesslink": "SELECT",
    "people_careoption": "",
    "people_child": "SELECT",
    # A question to the law locks the answers that it is made of, which needs a right to change one
    # column: none is changed.
    "people_householdanswers": "SELECT, UPDATE (id)",
    # Not of what offers bring in: a policy hides rows of gains (people, migration 0007).
    "people_lawquestion": "SELECT, INSERT, UPDATE, DELETE",
    "people_person": f"SELECT ({_PERSON})",
    # To ask the worker for an answer of the law, and to show what it is at.
    "procrastinate_events": "INSERT",
    "procrastinate_jobs": (
        "SELECT (task_name, status, priority, queueing_lock), UPDATE (priority, scheduled_at), "
        "INSERT (queue_name, task_name, priority, lock, queueing_lock, args)"
    ),
    "procrastinate_periodic_defers": "",
    "procrastinate_workers": "",
    "worker_workprogress": "SELECT",
}
"""What GRANT takes, by table of the other applications; empty for no right."""
SEQUENCES = (
    "accounts_invitation_id_seq",
    "procrastinate_events_id_seq",
    "procrastinate_jobs_id_seq",
)
"""Numbers that the rows above take when they are added."""


def list_tables() -> Iterator[tuple[str, str]]:
    """Each table of each model, with the label of its application."""
    for model in apps.get_models(include_auto_created=True):
        yield model._meta.db_table, model._meta.app_label


def list_tables_behind() -> list[str]:
    """The tables of the job space."""
    return sorted(table for table, app in list_tables() if app in BEHIND_THE_WALL)
