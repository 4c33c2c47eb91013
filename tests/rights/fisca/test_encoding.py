"""The files of the law are read as what they are, whatever the locale says meanwhile."""

from __future__ import annotations

import locale
import sys
from collections.abc import Iterator
from pathlib import Path

import openfisca_france
import pytest
from openfisca_core.parameters import helpers

import jalon.rights.fisca.law  # noqa: F401 - it says how files are read

_ACCENTED = "parameters/prestations_sociales/solidarite_insertion/minima_sociaux/ppa/index.yaml"


@pytest.fixture
def plain_locale() -> Iterator[None]:
    """The locale that a C library takes on while it writes a number."""
    before = locale.setlocale(locale.LC_CTYPE)
    locale.setlocale(locale.LC_CTYPE, "C")
    yield
    locale.setlocale(locale.LC_CTYPE, before)


def _file() -> Path:
    return Path(openfisca_france.__file__).parent / _ACCENTED


@pytest.mark.usefixtures("plain_locale")
@pytest.mark.skipif(bool(sys.flags.utf8_mode), reason="the locale is not asked in UTF-8 mode")
def test_the_locale_of_another_thread_changes_nothing_that_is_read() -> None:
    with pytest.raises(UnicodeDecodeError), _file().open() as file:
        file.read()
    assert helpers._load_yaml_file(str(_file()))
