"""The form by which an invitation leaves by mail."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

_NO_MAIL = _("Écrivez une adresse mail, par exemple prenom@exemple.fr.")


class MailForm(forms.Form):
    """Where the person reads mails; it is kept until the invitation ends."""

    use_required_attribute = False

    mail = forms.EmailField(
        label=_("L’adresse mail que la personne vous donne"),
        help_text=_("Demandez si quelqu’un d’autre lit cette boîte. Si oui, préférez la lettre."),
        error_messages={"required": _NO_MAIL, "invalid": _NO_MAIL, "max_length": _NO_MAIL},
    )
