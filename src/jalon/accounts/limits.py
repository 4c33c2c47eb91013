"""How often what may be guessed, or costs somebody, may be tried: counted in the database.

Processes share it, and a try is counted before it is looked at: many at once are no more than one
after the other.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import connection
from django.db.models import F
from django.utils import timezone

from jalon.accounts.models import Limit
from jalon.accounts.secrets import digest

_COUNT = """
INSERT INTO accounts_limit (digest, count, since, until) VALUES (%(digest)s, 1, %(now)s, %(end)s)
ON CONFLICT (digest) DO UPDATE SET
  count = CASE WHEN accounts_limit.until <= %(now)s THEN 1 ELSE accounts_limit.count + 1 END,
  since = CASE WHEN accounts_limit.until <= %(now)s THEN %(now)s ELSE accounts_limit.since END,
  until = CASE WHEN accounts_limit.until <= %(now)s OR accounts_limit.count + 1 = %(most)s
    THEN %(end)s ELSE accounts_limit.until END
RETURNING count
"""


@dataclass(frozen=True, slots=True)
class Rule:
    """At most so many tries within so long; the last one begins the time again."""

    name: str
    most: int
    within: dt.timedelta


ENTERING = Rule("entering", 10, dt.timedelta(hours=1))
"""Wrong passwords and second factors of one account: the tenth closes it for an hour."""
WRONG_SECOND = Rule("wrong_second", 5, dt.timedelta(days=1))
"""Second factors that were wrong after what is shown first was right: slower than ENTERING counts
too, as whoever shows it may have it from somebody else.
"""
CLOSING = Rule("closing", 1, ENTERING.within)
"""That an account closed is noted and told by one of those who try at once."""
FROM_ONE_ADDRESS = Rule("from_one_address", 100, dt.timedelta(hours=1))
"""Wrong tries from one address of the network: an office shares one."""
LETTERS_FROM_ONE_ADDRESS = Rule("letters_from_one_address", 30, dt.timedelta(hours=1))
CODES_FOR_ONE_ACCOUNT = Rule("codes_for_one_account", 5, dt.timedelta(hours=1))
CODES_FROM_ONE_ADDRESS = Rule("codes_from_one_address", 20, dt.timedelta(hours=1))
CODES_OF_ALL = Rule("codes_of_all", 600, dt.timedelta(hours=1))
"""Codes asked for by everybody: mails and messages cost, and disturb those who get them."""
REQUESTS_FROM_ONE_ADDRESS = Rule("requests_from_one_address", 10, dt.timedelta(days=1))
"""Accounts that firms ask for."""


def count_try(rule: Rule, of: str) -> int:
    """Counts one more try; how many there are now. More than `rule.most` are too many."""
    now = timezone.now()
    asked: dict[str, str | int | dt.datetime] = {
        "digest": _key(rule, of),
        "now": now,
        "end": now + rule.within,
        "most": rule.most,
    }
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, asked)
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def may_try(rule: Rule, of: str) -> bool:
    """Counts one more try; whether it is allowed."""
    return count_try(rule, of) <= rule.most


def take_back(rule: Rule, of: str) -> None:
    """One try was none of those that are counted: what was shown was right."""
    tried = Limit.objects.filter(digest=_key(rule, of), count__gt=0)
    tried.update(count=F("count") - 1)


def is_closed(rule: Rule, of: str) -> bool:
    """Whether no more tries are allowed; counts nothing."""
    limits = Limit.objects.filter(digest=_key(rule, of), until__gt=timezone.now())
    return limits.filter(count__gte=rule.most).exists()


def take_once(purpose: str, of: str, within: dt.timedelta) -> bool:
    """Whether it is the first time within so long that this is taken."""
    return may_try(Rule(purpose, 1, within), of)


def forget_tries(rule: Rule, of: str) -> None:
    """Who has entered starts anew."""
    Limit.objects.filter(digest=_key(rule, of)).delete()


def forget_old_limits() -> None:
    """Removes those that say nothing any more."""
    Limit.objects.filter(until__lte=timezone.now()).delete()


def _key(rule: Rule, of: str) -> str:
    return digest(f"limit.{rule.name}", of)
