"""Nothing that a person wrote reaches a log."""

from __future__ import annotations

import datetime as dt
import io
import json
import logging
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jalon.runtime.logs import (
    LOG_FORMATS,
    DiscreetFormatter,
    JsonFormatter,
    escape,
    logging_settings,
)


@pytest.fixture
def written() -> Iterator[tuple[logging.Logger, io.StringIO]]:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(DiscreetFormatter("{levelname} {message}", style="{"))
    logger = logging.getLogger("test_logs")
    logger.addHandler(handler)
    # What pytest captures of a test is sent between processes, which half a character ends.
    logger.propagate = False
    yield logger, stream
    logger.propagate = True
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


FORGERIES = [
    *("\n", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029"),
    *("\x00", "\x08", "\t", "\x1b[2J", "\x1b]0;title\x07", "\x9b31m", "\x7f"),
    *("\u200b", "\u200f", "\u202e", "\u2066", "\ufeff", "\ud800", "\U000e0041", "\xa0"),
]
"""Ends of lines, orders to a terminal, turned text, and what is not seen."""


@pytest.mark.parametrize("forgery", FORGERIES, ids=ascii)
def test_what_a_visitor_sends_never_begins_a_line(
    forgery: str, written: tuple[logging.Logger, io.StringIO]
) -> None:
    logger, stream = written
    logger.warning("Not Found: %s", f"/a{forgery}WARNING Chain verified")
    [line] = stream.getvalue().splitlines()
    assert line.startswith("WARNING Not Found: /a\\")
    assert line.endswith("WARNING Chain verified")
    assert line.isprintable()


@pytest.mark.parametrize("forgery", FORGERIES, ids=ascii)
def test_an_end_of_line_ends_no_query_string(
    forgery: str, written: tuple[logging.Logger, io.StringIO]
) -> None:
    logger, stream = written
    logger.warning("Bad request: %s", f"/?enfant={forgery}Yasmina")
    assert stream.getvalue() == "WARNING Bad request: /\n"


@given(st.text())
def test_no_text_is_more_than_a_line_and_what_is_printed_stays(text: str) -> None:
    assert escape(text).isprintable()
    assert escape(text) == text or not text.isprintable()


def test_the_lines_of_an_exception_are_under_their_record(
    written: tuple[logging.Logger, io.StringIO],
) -> None:
    logger, stream = written
    forged: type[Exception] = type("Broken\nERROR All is lost\x1b[2J", (Exception,), {})
    for _ in range(2):
        try:
            raise forged
        except forged:
            logger.exception("Failed", stack_info=True)
    lines = stream.getvalue().splitlines()
    assert [line for line in lines if not line.startswith("  ")] == ["ERROR Failed"] * 2
    assert all(line.isprintable() for line in lines)


def test_what_another_handler_wrote_of_an_exception_is_not_repeated() -> None:
    record = logging.LogRecord("x", logging.ERROR, "", 1, "Failed", (), None)
    record.exc_text = "ValueError: Yasmina"
    assert DiscreetFormatter("{message}", style="{").format(record) == "Failed"


def test_every_logger_ends_at_the_one_discreet_handler() -> None:
    settings = logging_settings("INFO")
    assert settings["handlers"]["console"]["formatter"] == "discreet"
    assert settings["root"]["handlers"] == ["console"]
    assert all(logger["handlers"] == [] for logger in settings["loggers"].values())
    ours = {"django", "gunicorn.error", "gunicorn.access", "numexpr", "procrastinate"}
    ours |= {"psycopg.pool", "django.request", "fido2"}
    assert ours == set(settings["loggers"])


def test_json_is_the_same_record_on_one_line(
    written: tuple[logging.Logger, io.StringIO],
) -> None:
    logger, stream = written
    logger.handlers[0].setFormatter(JsonFormatter("{message}", style="{"))
    try:
        _read_birth_date("2 mai 1994")
    except LookupError:
        logger.exception("GET /mes-offres/?nom=Yasmina\x1b[2J 500")
    (line,) = stream.getvalue().splitlines()
    told = json.loads(line)
    assert (told["level"], told["logger"]) == ("ERROR", "test_logs")
    assert told["message"] == "GET /mes-offres/\\x1b[2J 500".replace("\\x1b[2J", "")
    assert any("in _read_birth_date" in after for after in told["after"])
    assert dt.datetime.fromisoformat(told["at"]).tzinfo is not None
    assert "1994" not in line
    assert "Yasmina" not in line


def test_each_form_of_the_log_is_known_to_the_settings() -> None:
    for form in LOG_FORMATS:
        assert logging_settings("INFO", form)["formatters"]["discreet"]["style"] == "{"
