"""What an agent writes about a firm."""

from __future__ import annotations

from django import forms


class OfferForm(forms.Form):
    """The reference of an offer that is a firm's, or nothing: letters, digits and dashes."""

    offre = forms.SlugField(max_length=50, required=False)

    @property
    def reference(self) -> str:
        """What a valid form says."""
        return str(self.cleaned_data["offre"])
