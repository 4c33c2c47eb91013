"""The forms of the caseworker's pages."""

from __future__ import annotations

from django import forms

MOST_LETTERS = 100


class SearchForm(forms.Form):
    """A first name to look for; empty shows everybody."""

    use_required_attribute = False

    prenom = forms.CharField(
        label="Chercher un prénom",
        required=False,
        max_length=MOST_LETTERS,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        error_messages={"max_length": f"Écrivez {MOST_LETTERS} lettres au plus."},
    )
