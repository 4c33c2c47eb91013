"""Whether the server may listen where it is asked to: told before anything else is done."""

from __future__ import annotations

import socket

from jalon.core.errors import WrongInputError


def check_port(host: str, port: int, choose: str) -> None:
    """Raises WrongInputError where nothing can listen there; `choose` says how to take another."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise WrongInputError(
                f"Nothing can listen on {host}:{port} ({error.strerror}): "
                f"choose another port, as in: {choose}"
            ) from error
