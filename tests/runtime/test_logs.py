"""Nothing that a person wrote reaches a log."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest

from jalon.runtime.logs import DiscreetFormatter, logging_settings


@pytest.fixture
def written() -> Iterator[tuple[logging.Logger, io.StringIO]]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(DiscreetFormatter("{levelname} {message}", style="{"))
    logger = logging.getLogger("test_logs")
    logger.addHandler(handler)
    yield logger, stream
    logger.removeHandler(handler)


def _read_birth_date(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise LookupError(f"Yasmina: {text}") from error


def test_an_exception_is_told_without_its_values(
    written: tuple[logging.Logger, io.StringIO],
) -> None:
    logger, stream = written
    try:
        _read_birth_date("2 mai 1994")
    except LookupError:
        logger.exception("Internal Server Error: /mes-offres/")
    log = stream.getvalue()
    assert "Internal Server Error: /mes-offres/" in log
    assert log.index("ValueError") < log.index("LookupError")
    assert f"{__file__}:" in log
    assert "in _read_birth_date" in log
    assert "1994" not in log
    assert "Yasmina" not in log


def test_a_hidden_cause_stays_hidden(written: tuple[logging.Logger, io.StringIO]) -> None:
    logger, stream = written
    try:
        try:
            raise ValueError
        except ValueError:
            raise LookupError from None
    except LookupError:
        logger.exception("Failed")
    assert "LookupError" in stream.getvalue()
    assert "ValueError" not in stream.getvalue()


def test_neither_query_strings_nor_addresses_of_machines_are_written(
    written: tuple[logging.Logger, io.StringIO],
) -> None:
    logger, stream = written
    logger.warning("Error handling request %s", "/mes-offres/?enfant=In%C3%A8s&q=1")
    logger.warning("Invalid request from ip=%s: %s", "192.0.2.1", "bad line")
    assert stream.getvalue() == (
        "WARNING Error handling request /mes-offres/\nWARNING Invalid request from  bad line\n"
    )


def test_every_logger_ends_at_the_one_discreet_handler() -> None:
    settings = logging_settings("INFO")
    assert settings["handlers"]["console"]["formatter"] == "discreet"
    assert settings["root"]["handlers"] == ["console"]
    assert all(logger["handlers"] == [] for logger in settings["loggers"].values())
    ours = {"django", "gunicorn.error", "gunicorn.access", "numexpr", "procrastinate"}
    ours |= {"psycopg.pool"}
    assert ours == set(settings["loggers"])
