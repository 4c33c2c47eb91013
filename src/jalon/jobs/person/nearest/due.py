"""Whose nearest offers are to be looked at: the database compares marks of all that they depend on.

A mark is another with every change, whoever makes it: a page, an import, a statement by hand. It is
another each day too, as children are born and grow; who is looked at and stands as before costs a
few milliseconds.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection
from django.utils import timezone

from jalon.core.errors import NetworkError
from jalon.jobs.company.catalogue import read_catalogue
from jalon.matching.models import Layer, Shard
from jalon.matching.network import current_network
from jalon.matching.snapshot import people_of, weeks_from_json
from jalon.reach import Network
from jalon.rights import law_version


@dataclass(frozen=True)
class World:
    """What everybody's figures of a shard depend on. `network` and `monday` are those of the stored
    days; `timetable` is the network itself. `catalogue` stands for the offers, and for which of
    them the stored days answer.
    """

    shard: int
    timetable: Network
    network: str
    monday: dt.date
    today: dt.date
    catalogue: str

    @property
    def mark(self) -> str:
        """What stands for all but the offers, and for the law."""
        parts = (self.network, self.monday, self.today, law_version())
        return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:32]


class Due(NamedTuple):
    """Somebody to look at. `has_changed`: what they said or how they move is not what it was, and
    they may be waiting. `has_stayed`: nothing but offers may have changed. `waits_law`: nothing
    has, and the whole law is still to be asked. `mark` is that of the person."""

    person: int
    mark: str
    has_changed: bool
    has_stayed: bool
    waits_law: bool


def read_world(shard: int, today: dt.date | None = None) -> World | None:
    """What a shard's figures depend on; None while its days are not there, or are of a network
    that is open no more."""
    days = Shard.objects.filter(layer=Layer.DAYS, number=shard).first()
    monday = weeks_from_json(days.mondays).get("term") if days else None
    if days is None or monday is None:
        return None
    try:
        timetable = current_network()
    except NetworkError:
        return None
    if str(timetable.manifest["arrays"]) != days.network:
        return None
    day = today or timezone.localdate()
    answered = hashlib.sha256(bytes(days.revisions)).hexdigest()[:12]
    catalogue = f"{read_catalogue().mark}/{answered}"
    return World(shard, timetable, days.network, monday, day, catalogue)


_DUE = """
WITH standing AS (
  SELECT person.id, said.updated_at, concat_ws(':', said.answers ->> 'couple',
    (SELECT count(*) FROM people_child child WHERE child.person_id = person.id)) AS people,
    md5(concat_ws(
    '|', person.week_revision, person.birth_date, person.commune_code, person.family_type,
    coalesce(said.id::text, ''), coalesce(said.answers::text, ''),
    coalesce((SELECT string_agg(concat_ws(':', child.id, child.birth_date), ',' ORDER BY child.id)
              FROM people_child child WHERE child.person_id = person.id), ''))) AS mark
  FROM people_person person
  JOIN matching_seat seat
    ON seat.person_id = person.id AND seat.layer = %s AND seat.revision = person.week_revision
  LEFT JOIN people_householdanswers said ON said.person_id = person.id
  WHERE person.id BETWEEN %s AND %s
), compared AS (
  SELECT standing.id, mark, people,
    CASE WHEN kept.person_id IS NULL
      THEN coalesce(updated_at > now() - interval '10 minutes', false)
      ELSE kept.person_mark <> mark END AS has_changed,
    coalesce(kept.person_mark = mark AND kept.world_mark = %s, false) AS has_stayed,
    coalesce(kept.catalogue = %s, false) AS has_offers,
    coalesce(kept.waits_law, false) AS waits_law
  FROM standing LEFT JOIN jobs_person_nearestoffers kept ON kept.person_id = standing.id
)
SELECT id, mark, has_changed, has_stayed, has_stayed AND has_offers FROM compared
WHERE NOT (has_stayed AND has_offers) OR waits_law
ORDER BY has_stayed AND has_offers, has_changed DESC, people, id
"""


def list_due(world: World) -> list[Due]:
    """Those of a shard whose days are there, and whose figures are to be looked at: who changed
    something first, who waits for the whole law last. Households of as many people follow each
    other: together they take half the law's work."""
    mine = people_of(world.shard)
    with connection.cursor() as cursor:
        cursor.execute(
            _DUE, [Layer.DAYS.value, mine.start, mine.stop - 1, world.mark, world.catalogue]
        )
        return [Due(*row) for row in cursor.fetchall()]


def count_due(shards: Iterable[int]) -> int:
    """How many people of some shards are to be looked at."""
    worlds = map(read_world, shards)
    return sum(len(list_due(world)) for world in worlds if world is not None)
