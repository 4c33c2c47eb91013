"""Says which recorded files differ between two checkouts: `compare.py BEFORE AFTER [--fewer]`.

`--fewer`: AFTER was recorded with fewer pages of offers, so that the numbers of a person's pages
are others: a page is then looked for by its request, and what AFTER has not is not missed.
"""

from __future__ import annotations

import difflib
import glob
import sys
from collections import Counter
from pathlib import Path

SHOWN_LINES, SHOWN_FILES = 14, 60


def main() -> int:
    """Code 0 where nothing differs."""
    before, after = (Path(text) for text in sys.argv[1:3])
    fewer = "--fewer" in sys.argv
    names = {
        str(one.relative_to(root))
        for root in (before, after)
        for one in root.rglob("*")
        if one.is_file()
    }
    told, counts = 0, Counter[str]()
    for name in sorted(names):
        scene = name.rpartition("/")[0]
        counts[f"{scene} files"] += 1
        if not (said := _differ(before / name, after / name)):
            continue
        if fewer and "person-" in name and _is_elsewhere(before, after, name):
            continue
        counts[f"{scene} DIFFER"] += 1
        told += 1
        if told <= SHOWN_FILES:
            print(f"## {name}\n{said}")
    for name, count in sorted(counts.items()):
        print(f"{count:6} {name}")
    print(f"{len(names)} files, {told} differ")
    return 1 if told else 0


def _is_elsewhere(before: Path, after: Path, name: str) -> bool:
    """Whether the page is among those of the same scene before, whatever its number."""
    if not (after / name).exists():
        return True
    scene = before / name.rpartition("/")[0]
    tail = name.rpartition("/")[2].partition("-")[2]
    new = (after / name).read_bytes()
    return any(one.read_bytes() == new for one in scene.glob(f"[0-9]*-{glob.escape(tail)}"))


def _differ(before: Path, after: Path) -> str:
    if not before.exists() or not after.exists():
        return f"only in {'after' if after.exists() else 'before'}"
    old, new = before.read_bytes(), after.read_bytes()
    if old == new:
        return ""
    lines = [raw.decode("utf-8", "replace").splitlines() for raw in (old, new)]
    diff = list(difflib.unified_diff(*lines, "before", "after", lineterm="", n=0))[2:]
    shown = [_short(line) for line in diff[:SHOWN_LINES]]
    return "\n".join([*shown, f"… {len(diff)} lines"] if len(diff) > SHOWN_LINES else shown)


def _short(line: str) -> str:
    return line if len(line) < 400 else f"{line[:390]}…"


if __name__ == "__main__":
    sys.exit(main())
