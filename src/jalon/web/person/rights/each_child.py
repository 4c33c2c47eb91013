"""The same choice for each child, on one screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms

from jalon.web.person.rights.forms import CHOOSE, AnswerForm


class EachChildForm(AnswerForm):
    """Radio buttons for each child. A child left out is unknown; of an only one it is asked."""

    def build(self) -> None:
        """A field a child, named by its rank."""
        for rank, child in enumerate(self.talk.children):
            self.fields[f"child{rank}"] = forms.ChoiceField(
                label=child.first_name,
                choices=list(self.question.options.items()),
                widget=forms.RadioSelect,
                required=False,
                error_messages={"invalid_choice": CHOOSE},
            )

    def of_children(self) -> Iterator[forms.BoundField]:
        """The fields in the order of the children."""
        for rank in range(len(self.talk.children)):
            yield self[f"child{rank}"]

    def shown(self, answer: Any) -> dict[str, Any]:  # noqa: ANN401 - a JSON value
        """What was said of each, or of all in one word."""
        del answer
        return {
            f"child{rank}": self.talk.custody_of(child)
            for rank, child in enumerate(self.talk.children)
        }

    def clean(self) -> dict[str, Any]:
        """One child at least."""
        values = self.cleaned_data
        if not self.errors and not any(values.values()):
            self.add_error("child0", CHOOSE)
        return values

    def value(self) -> Any:  # noqa: ANN401 - a JSON value
        """By child; null where nothing is chosen."""
        return {
            str(child.pk): self.cleaned_data[f"child{rank}"] or None
            for rank, child in enumerate(self.talk.children)
        }
