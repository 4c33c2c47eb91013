"""Forms of the doors: what one knows, and what one shows second."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jalon.accounts.models import Account
from jalon.accounts.passwords import list_mistakes
from jalon.web.sign_in.doors import Door

_NO_NAME = _("Écrivez votre numéro ou votre adresse.")
_NO_PASSWORD = _("Écrivez votre mot de passe.")
_NO_CODE = _("Écrivez le code.")


def _required(sentence: Any) -> dict[str, Any]:  # noqa: ANN401 - a text that is said later
    return {"required": sentence, "max_length": sentence}


class PasswordForm(forms.Form):
    """Who one is, and one's password."""

    use_required_attribute = False

    name = forms.CharField(max_length=254, error_messages=_required(_NO_NAME))
    password = forms.CharField(
        label=_("Votre mot de passe"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages=_required(_NO_PASSWORD),
    )

    def __init__(self, door: Door, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        field = self.fields["name"]
        field.label, field.help_text = (
            _(door.name_label),
            _(door.name_help) if door.name_help else "",
        )
        field.widget.attrs |= {"autocomplete": "username", "autocapitalize": "none"}


class CodeForm(forms.Form):
    """A code of an application, or one of those on paper."""

    use_required_attribute = False

    code = forms.CharField(
        label=_("Le code de votre application, ou un code de secours"),
        help_text=_("Six chiffres dans l’application. Huit chiffres sur votre feuille de secours."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages=_required(_NO_CODE),
    )


class NewCodeForm(forms.Form):
    """The first code of an application that was just set."""

    use_required_attribute = False

    code = forms.CharField(
        label=_("Le code que l’application affiche"),
        help_text=_("Six chiffres. Il change toutes les trente secondes."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages=_required(_NO_CODE),
    )


class NewPasswordForm(forms.Form):
    """A password that one chooses: length is asked, and that nobody else has it."""

    use_required_attribute = False

    password = forms.CharField(
        label=_("Choisissez un mot de passe"),
        help_text=_(
            "Douze signes au moins. Plusieurs mots à la suite vont très bien. "
            "Vous pouvez le coller."
        ),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages=_required(_NO_PASSWORD),
    )
    again = forms.CharField(
        label=_("Écrivez-le une deuxième fois"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages=_required(_NO_PASSWORD),
    )

    def choose_for(self, account: Account) -> str | None:
        """What was typed twice, where it is good for `account`; None, and the mistakes said here,
        where it is not, or where nothing was sent."""
        if not self.is_valid():
            return None
        password: str = self.cleaned_data["password"]
        for sentence in _say_mistakes(list_mistakes(password, account)):
            self.add_error("password", sentence)
        return None if self.errors else password

    def clean(self) -> dict[str, Any]:
        """The two are the same."""
        values = self.cleaned_data
        first, second = values.get("password"), values.get("again")
        if first is not None and second is not None and first != second:
            self.add_error("again", _("Les deux mots de passe ne sont pas les mêmes."))
        return values


MISTAKES = {
    "password_too_short": _("Il est trop court : écrivez au moins douze signes."),
    "password_too_long": _("Il est trop long : écrivez 128 signes au plus."),
    "password_too_common": _("Beaucoup de gens ont ce mot de passe. Choisissez-en un autre."),
    "password_entirely_numeric": _("Ajoutez des lettres : des chiffres seuls se devinent."),
    "password_too_similar": _("Il contient votre adresse ou votre numéro. Choisissez-en un autre."),
}
"""Why a password is not taken, by the codes of `jalon.accounts.passwords`."""


def _say_mistakes(codes: list[str]) -> list[str]:
    """The sentences; one nobody has written yet is said as the first."""
    return [str(MISTAKES.get(code, MISTAKES["password_too_short"])) for code in codes]
