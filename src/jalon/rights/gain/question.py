"""One household and its jobs as copies: what the payments are reckoned for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from jalon.core.arrays import Longs
from jalon.rights.fisca import Asked
from jalon.rights.gain.timeline import Copy, due_axis, make_incomes
from jalon.rights.gain.unemployment import opens_allowance
from jalon.rights.request.household import Household
from jalon.rights.request.offer import Job


class Question:
    """Copy 0 has no job, then comes one for each job, then each insurable job without the ARE."""

    def __init__(self, household: Household, jobs: Sequence[Job]) -> None:
        self.household, self.jobs = household, list(jobs)
        self.insurable = [rank for rank, job in enumerate(self.jobs) if opens_allowance(job)]
        self.due = due_axis(household, self.jobs)
        insured = set(self.insurable)
        copies = [
            Copy(None),
            *(Copy(job, rank in insured) for rank, job in enumerate(self.jobs)),
            *(Copy(self.jobs[rank]) for rank in self.insurable),
        ]
        self.incomes = make_incomes(household, copies, self.due)

    @property
    def asked(self) -> Asked:
        """What the law is asked."""
        return Asked(self.household, self.incomes, self.due)

    def copies_of(self, ranks: Sequence[int]) -> tuple[Longs, Longs]:
        """The copies of some jobs, with the ARE and without it; the same where there is none."""
        places = {rank: 1 + len(self.jobs) + place for place, rank in enumerate(self.insurable)}
        with_are = [1 + rank for rank in ranks]
        without = [places.get(rank, 1 + rank) for rank in ranks]
        return np.array(with_are, dtype=np.int64), np.array(without, dtype=np.int64)
