"""What a run prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bench.pages.figures import HEAD, MemorySample, Outcome, growth, percentile, row, within
from bench.pages.schedule import HOME, SHARES

PROBE_S = 1.0


def lines(
    outcomes: Sequence[Outcome], memory: Mapping[str, Sequence[MemorySample]], words: str = ""
) -> list[str]:
    """The table by kind of page, the first page beside it, the probes and the memory."""
    of_kind = {kind: [one for one in outcomes if one.kind == kind] for kind in (*SHARES, HOME)}
    load = [one for one in outcomes if one.kind != HOME]
    told = [HEAD, *(row(kind, of_kind[kind]) for kind in SHARES)]
    told += [row("all", load), row("/ beside it", of_kind[HOME])]
    in_time, asked = within(of_kind[HOME], PROBE_S)
    told += [f"/ answered within {PROBE_S:.0f} s: {in_time} of {asked}"]
    late = [one.late_s for one in outcomes]
    told += [
        f"the bench itself was late by {percentile(late, 95) * 1000:.0f} ms (p95), "
        f"{max(late, default=0.0) * 1000:.0f} at most"
    ]
    if words:
        told += [f"pages with « {words} »: {sum(one.says for one in load)} of {len(load)}"]
    return [*told, *(_memory(name, samples) for name, samples in memory.items() if _any(samples))]


def _any(samples: Sequence[MemorySample]) -> bool:
    return any(sample.processes for sample in samples)


def _memory(name: str, samples: Sequence[MemorySample]) -> str:
    most = max(samples, key=lambda sample: sample.pss_mb)
    first, last = samples[0], samples[-1]
    grown = growth(samples)
    steady = "run too short for it" if grown is None else f"{grown:+.1%}"
    return (
        f"memory of {name}: {last.processes} processes, PSS {first.pss_mb:.0f} MB at first, "
        f"{most.pss_mb:.0f} at most (RSS {most.rss_mb:.0f}), {last.pss_mb:.0f} at the end; "
        f"from minute 5 to the end {steady}"
    )
