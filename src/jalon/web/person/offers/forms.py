"""How to sort one's offers."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms


class SortForm(forms.Form):
    """The order of the list; an unknown order is the first one."""

    def __init__(self, sorts: Sequence[tuple[str, str]], chosen: str) -> None:
        super().__init__(initial={"tri": chosen})
        self.fields["tri"] = forms.ChoiceField(label="Trier par", choices=list(sorts))
