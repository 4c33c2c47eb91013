"""The form of an invitation."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

_NO_CODE = _("Écrivez le code de votre lettre ou de votre mail.")


class InvitationForm(forms.Form):
    """The short code; spaces, dashes and small letters are as good."""

    use_required_attribute = False

    code = forms.CharField(
        label=_("Le code de votre lettre ou de votre mail"),
        help_text=_("Douze signes, par exemple 7K3F-92QX-B4MN."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": _NO_CODE, "max_length": _NO_CODE},
    )
