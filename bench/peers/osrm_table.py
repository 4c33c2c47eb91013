"""Run by a Python that has osrm-bindings: build a car's graph, fill a table, say what it took.

Arguments: an extract and a folder to build in. Input: JSON with `origins` and `targets`, lists of
[longitude, latitude]. Output: JSON with `build_s` and `cpu_s` of processor, and `seconds`, rows.
Nothing of the project is imported here.
"""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

import osrm  # type: ignore[import-not-found]

ROUNDS = 3
LIMIT = 100_000


def main() -> int:
    """Build, ask, answer."""
    extract, folder = Path(sys.argv[1]), Path(sys.argv[2])
    asked = json.load(sys.stdin)
    home = Path(osrm.__file__).parent
    copy = shutil.copy(extract, folder / "streets.osm.pbf")
    graph = folder / "streets.osrm"
    profile = ["-p", str(home / "share" / "profiles" / "car.lua")]
    for program, *arguments in (
        ["osrm-extract", *profile, str(copy)],
        ["osrm-contract", str(graph)],
    ):
        subprocess.run(
            [str(home / "bin" / program), *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    engine = osrm.OSRM(
        storage_config=str(graph),
        use_shared_memory=False,
        algorithm="CH",
        max_locations_distance_table=LIMIT,
    )
    origins, targets = asked["origins"], asked["targets"]
    question = osrm.TableParameters(
        coordinates=[tuple(place) for place in origins + targets],
        sources=list(range(len(origins))),
        destinations=list(range(len(origins), len(origins) + len(targets))),
    )
    spent = []
    for _ in range(ROUNDS):
        start = time.process_time()
        found = engine.Table(question)
        spent.append(time.process_time() - start)
    seconds = [[float(cell) for cell in row] for row in found["durations"]]
    build_s = used.ru_utime + used.ru_stime
    json.dump({"build_s": build_s, "cpu_s": sorted(spent)[1], "seconds": seconds}, sys.stdout)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
