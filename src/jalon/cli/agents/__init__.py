"""`jalon agents`: the first two people who manage accounts."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from jalon.core.errors import EXIT_DONE

if TYPE_CHECKING:
    from jalon.cli.parser import Subparsers

_CREATE = "make the account of somebody who manages accounts; the first two alone"


def add_parser(subparsers: Subparsers) -> None:
    """Add the noun `agents` and its verb."""
    noun = subparsers.add_parser("agents", help="accounts: the first two who manage them")
    verbs = noun.add_subparsers(metavar="verb", required=True)
    create = verbs.add_parser("create", help=_CREATE, description=_CREATE)
    create.add_argument("--mail", required=True, type=_mail, help="their professional address")
    create.add_argument("--first-name", required=True, type=_name, help="their first name")
    create.add_argument("--last-name", required=True, type=_name, help="their last name")
    create.add_argument(
        "--organisation",
        required=True,
        type=_organisation,
        help="their employer, as people know it",
    )
    create.set_defaults(run=_create)


def _mail(text: str) -> str:
    name, at, domain = text.strip().partition("@")
    if name and at and "." in domain and " " not in text.strip() and len(text) <= 254:
        return text.strip()
    raise argparse.ArgumentTypeError(f"{text!r} is not a mail address")


def _name(text: str) -> str:
    if text.strip() and text.isprintable() and len(text) <= 100:
        return text.strip()
    raise argparse.ArgumentTypeError(f"{text!r} is not a name of at most 100 signs")


def _organisation(text: str) -> str:
    if text.strip() and text.isprintable() and len(text) <= 200:
        return text.strip()
    raise argparse.ArgumentTypeError(f"{text!r} is not a name of at most 200 signs")


def _create(parsed: argparse.Namespace) -> int:
    from jalon.runtime.django import reach_database, setup_django

    setup_django()
    reach_database()
    from django.conf import settings

    from jalon.accounts.invitations import MAIL_DAYS
    from jalon.partners.actions.create_manager import create_manager

    code = create_manager(parsed.first_name, parsed.last_name, parsed.mail, parsed.organisation)
    print(f"address {settings.SITE_ADDRESS}/bienvenue/")
    print(f"code    {code}")
    print(f"days    {MAIL_DAYS}")
    return EXIT_DONE
