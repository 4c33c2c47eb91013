"""French typography: the no-break spaces that nobody types."""

from __future__ import annotations

import re

from jalon.web.words.plain import NBSP

_BEFORE = re.compile(r" (?=[?!:;»€%])")
_AFTER = re.compile(r"« ")


def typeset(text: str) -> str:
    """The text with a no-break space where a line must not break."""
    return _AFTER.sub(f"«{NBSP}", _BEFORE.sub(NBSP, text))
