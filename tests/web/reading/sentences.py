"""A page as it is read: sentences, with the words of each.

A block, a cell, a line break and an option end a sentence, and so do a full stop, a question mark
and an exclamation mark. What is said to those who do not see (`aria-label`) is read too, apart.
What the employer wrote is not ours: `class="words"` is passed over.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

NBSP = "\N{NO-BREAK SPACE}"
_INLINE = {"a", "abbr", "b", "em", "i", "span", "small", "strong", "sup"}
_EMPTY = {"br", "hr", "img", "input", "link", "meta", "path", "circle", "rect", "line", "use"}
_SILENT = {"head", "script", "style", "svg"}
_LABELS = ("aria-label", "placeholder")
_NOT_OURS = "words"
_END = re.compile(r"(?<=[.!?…])[»\s]*\s(?=[«A-ZÀ-Þ])")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*[’']?")


class _Reader(HTMLParser):
    """Gathers the blocks of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self._text = ""
        self._open: list[tuple[str, bool]] = []
        self._has_ended = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        # Two pieces that touch are on two lines.
        if tag not in _INLINE or self._has_ended:
            self.end_block()
        self.blocks += [label for name in _LABELS if (label := said.get(name))]
        if tag not in _EMPTY:
            classes = (said.get("class") or "").split()
            self._open.append((tag, tag in _SILENT or _NOT_OURS in classes))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INLINE:
            self.end_block()
        self._has_ended = True
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        self._has_ended = False
        if not any(silent for _, silent in self._open):
            self._text += data

    def end_block(self) -> None:
        """What was gathered is a block."""
        text = re.sub(r"[ \t\r\n]+", " ", self._text).strip()
        self._text = ""
        if text:
            self.blocks.append(text)


def read_sentences(page: str) -> list[str]:
    """The sentences of a page, in order."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    reader.end_block()
    return [sentence for block in reader.blocks for sentence in _END.split(block) if sentence]


def count_words(sentence: str) -> int:
    """Words between spaces: `7 h 42` and `l’arrêt` are one, a sign alone is none."""
    return sum(any(map(str.isalnum, word)) for word in sentence.split(" "))


def list_words(sentence: str) -> list[str]:
    """The words as they are written, `chez-vous` and `d’abord` whole."""
    return _WORD.findall(sentence)
