"""One household and its jobs as copies: what the payments are reckoned for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from jalon.core.arrays import Longs
from jalon.rights.dynamics.types import Axis, Incomes
from jalon.rights.fisca import Case
from jalon.rights.gain.timeline import Copy, due_axis, make_incomes
from jalon.rights.gain.unemployment import opens_allowance
from jalon.rights.gain.unsaid.supposed import Supposals, list_supposed
from jalon.rights.request.household import Household
from jalon.rights.request.offer import Job


@dataclass(frozen=True)
class GainQuestion:
    """Copy 0 has no job, then comes one for each job, then each insurable job without the ARE.
    All of them again, a block for each way in which what nobody said of incomes is `supposed`.

    `insurable` are the indices of the jobs that open an allowance.
    """

    household: Household
    jobs: Sequence[Job]
    insurable: Sequence[int]
    due: Axis
    incomes: Incomes
    supposed: Supposals

    @property
    def blocks(self) -> int:
        """How many there are."""
        return len(self.supposed.every)

    @property
    def first_copies(self) -> tuple[int, ...]:
        """The copy without a job of each block."""
        copies = self.incomes.net.shape[1]
        return tuple(range(0, copies, copies // self.blocks))

    @property
    def asked(self) -> Case:
        """What the law is asked."""
        return Case(self.household, self.incomes, self.due)

    def copies_of(self, job_indices: Sequence[int]) -> tuple[Longs, Longs]:
        """The copies of some jobs, with the ARE and without it; the same where there is none."""
        first = 1 + len(self.jobs)
        without_are = {index: first + number for number, index in enumerate(self.insurable)}
        with_are = [1 + index for index in job_indices]
        without = [without_are.get(index, 1 + index) for index in job_indices]
        return np.array(with_are, dtype=np.int64), np.array(without, dtype=np.int64)


def make_question(household: Household, jobs: Sequence[Job]) -> GainQuestion:
    """A household and its jobs, their incomes written out."""
    insurable = [index for index, job in enumerate(jobs) if opens_allowance(job)]
    due = due_axis(household, jobs)
    insured = set(insurable)
    supposed = list_supposed(household)
    copies = [
        copy
        for own in supposed.every
        for copy in (
            Copy(None, own),
            *(Copy(job, own, index in insured) for index, job in enumerate(jobs)),
            *(Copy(jobs[index], own) for index in insurable),
        )
    ]
    incomes = make_incomes(household, copies, due)
    return GainQuestion(household, list(jobs), insurable, due, incomes, supposed)
