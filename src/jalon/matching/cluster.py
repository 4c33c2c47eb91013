"""The machines of the settings that compute a night's days, where some are named."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.conf import settings

from jalon.core.errors import JalonError
from jalon.reach import ClusterWorkers, cluster_at

_logger = logging.getLogger(__name__)


@contextmanager
def other_machines() -> Iterator[ClusterWorkers | None]:
    """The workers behind JALON_SCHEDULER, which must see the network in the same folder; None where
    none is named. Where none answers, it is said and None too: the work is then done here.
    """
    with ExitStack() as stack:
        yield _enter(stack) if settings.JALON_SCHEDULER else None


def _enter(stack: ExitStack) -> ClusterWorkers | None:
    try:
        cluster = stack.enter_context(cluster_at(settings.JALON_SCHEDULER))
    except JalonError as error:
        _logger.warning("The days are computed on this machine alone: %s", error)
        return None
    return cluster.of_network(Path(settings.JALON_NETWORK_DIR))
