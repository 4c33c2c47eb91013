"""Agreement in gender and number, and elision: where a sentence meets a name.

A sentence of the engine has its forms side by side: `[Il commence|Elle commence|Elles commencent]`,
for a benefit that is `masculine`, `feminine` or `feminine_plural`.
"""

from __future__ import annotations

import re
import unicodedata

from jalon.rights import GENDERS, Gender

_FORMS = re.compile(r"\[([^\[\]|]*)\|([^\[\]|]*)\|([^\[\]|]*)\]")
_VOWELS = ("a", "e", "i", "o", "u", "œ", "æ")


def agree(sentence: str, gender: Gender) -> str:
    """The sentence in the forms of a gender; what has one form stays as it is."""
    rank = GENDERS.index(gender) + 1
    return _FORMS.sub(lambda forms: forms[rank], sentence)


def elide(word: str, name: str) -> str:
    """`d’Inès`, `de Karim`, `qu’Aïssata`, `d’août 2026`: a word in -e before a name."""
    first = unicodedata.normalize("NFKD", name)[:1].casefold()
    return f"{word[:-1]}’{name}" if first in _VOWELS else f"{word} {name}"
