"""Forms of persons: a birth date, where codes go, and the code that came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jalon.accounts.queries import normalize_mail
from jalon.accounts.sending.mail import is_mail_set
from jalon.accounts.sending.sms import is_sms_set, normalize_phone

_NO_DATE = _("Écrivez votre date de naissance, par exemple 2 5 1994.")
_NO_NAME = _("Écrivez votre numéro Jalon, ou votre adresse mail.")
_NO_CONTACT = _("Écrivez une adresse mail, par exemple prenom@exemple.fr.")
_NO_PHONE = _("Écrivez un numéro de téléphone français, par exemple 06 12 34 56 78.")
_NO_CODE = _("Écrivez le code de huit chiffres que vous avez reçu.")
MAIL, PHONE = "mail", "sms"


def _errors(sentence: Any) -> dict[str, Any]:  # noqa: ANN401 - a text that is said later
    return dict.fromkeys(("required", "invalid", "max_length", "invalid_choice"), sentence)


class BirthForm(forms.Form):
    """A birth date in one field, however a person writes it."""

    use_required_attribute = False

    birth_date = forms.DateField(
        label=_("Votre date de naissance"),
        help_text=_("Le jour, le mois et l’année, par exemple 02/05/1994."),
        widget=forms.TextInput(attrs={"autocomplete": "bday", "inputmode": "numeric"}),
        input_formats=["%d/%m/%Y", "%d %m %Y", "%d.%m.%Y", "%d-%m-%Y", "%d%m%Y", "%Y-%m-%d"],
        error_messages=_errors(_NO_DATE),
    )

    @property
    def born(self) -> dt.date:
        """The date of a valid form."""
        born: dt.date = self.cleaned_data["birth_date"]
        return born


class ContactForm(forms.Form):
    """Where codes go from now on: a mail, or a telephone where the site sends messages."""

    use_required_attribute = False

    contact = forms.CharField(max_length=254, error_messages=_errors(_NO_CONTACT))

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        field = self.fields["contact"]
        field.label = (
            _("Votre adresse mail, ou votre téléphone") if is_sms_set() else _("Votre adresse mail")
        )
        field.help_text = _("Si quelqu’un d’autre y lit vos messages, choisissez autre chose.")
        field.widget.attrs["autocomplete"] = "email"

    def clean_contact(self) -> str:
        """A mail as it is looked for, or a telephone as it is written for machines."""
        typed = str(self.cleaned_data["contact"])
        if "@" in typed:
            return normalize_mail(
                forms.EmailField(error_messages=_errors(_NO_CONTACT)).clean(typed)
            )
        phone = normalize_phone(typed)
        if not (phone and is_sms_set()):
            raise forms.ValidationError(_NO_PHONE if is_sms_set() else _NO_CONTACT)
        return phone

    @property
    def by_phone(self) -> bool:
        """Whether a valid form names a telephone."""
        return "@" not in self.cleaned_data["contact"]


class AskCodeForm(forms.Form):
    """Who asks for a code, and by what it comes."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("Votre numéro Jalon, ou votre adresse mail"),
        max_length=254,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
        error_messages=_errors(_NO_NAME),
    )
    by = forms.ChoiceField(
        label=_("Recevoir le code par"),
        choices=[(MAIL, _("mail")), (PHONE, _("SMS"))],
        error_messages=_errors(_("Choisissez dans la liste.")),
    )

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        if not is_sms_set():
            del self.fields["by"]

    @property
    def by_phone(self) -> bool:
        """Whether a valid form asks for a message on the telephone."""
        return self.cleaned_data.get("by") == PHONE


class SentCodeForm(forms.Form):
    """The code that came."""

    use_required_attribute = False

    code = forms.CharField(
        label=_("Le code reçu"),
        help_text=_("Huit chiffres. Il est bon dix minutes."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages=_errors(_NO_CODE),
    )


def can_send_codes() -> bool:
    """Whether this site can send a code by anything."""
    return is_mail_set() or is_sms_set()
