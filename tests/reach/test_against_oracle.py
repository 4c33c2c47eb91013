"""The engine against the independent judge, on random small worlds, to the second: days, unlocks.

JALON_ORACLE_EXAMPLES=5000 asks for more worlds than the few of `make test`. Unlocks are asked in
one world of three: the judge makes every change and judges each week again, most of the time.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.examples import examples
from tests.reach.answers import compared
from tests.reach.strategies import World, worlds

EXAMPLES = examples(80, "JALON_ORACLE_EXAMPLES", thorough=3000)


@given(world=worlds(), unlocks=st.sampled_from((True, False, False)))
@settings(
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_engine_says_what_the_oracle_says(world: World, unlocks: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        feed = world.write(Path(folder) / "feed.zip")
        assert compared([feed], world.request, unlocks=unlocks).differences == []
