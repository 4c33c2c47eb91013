"""Forms of companies and associations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jalon.partners.actions.ask_firm import NewFirm
from jalon.partners.models import FirmKind
from jalon.partners.siret import read_siret

_NO_SIRET = _(
    "Ce numéro n’est pas un SIRET. Il a quatorze chiffres : il est sur vos factures et votre avis "
    "de situation."
)
_NO_MAIL = _("Écrivez une adresse mail, par exemple prenom@exemple.fr.")


def _text(label: Any, sentence: Any, most: int = 100, **options: Any) -> forms.CharField:  # noqa: ANN401
    messages = {"required": sentence, "max_length": sentence}
    return forms.CharField(label=label, max_length=most, error_messages=messages, **options)


def _mail(label: Any, help_text: Any) -> forms.EmailField:  # noqa: ANN401
    messages = dict.fromkeys(("required", "invalid", "max_length"), _NO_MAIL)
    return forms.EmailField(label=label, help_text=help_text, error_messages=messages)


class AskFirmForm(forms.Form):
    """A SIRET, and who asks."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label=_("Vous êtes"),
        choices=[(each.value, each.label) for each in FirmKind],
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Choisissez dans la liste.")
        ),
    )
    siret = _text(
        _("Numéro SIRET"),
        _NO_SIRET,
        40,
        help_text=_("Celui de l’établissement, quatorze chiffres."),
    )
    name = _text(_("Nom de la structure"), _("Écrivez son nom."), 200)
    first_name = _text(_("Votre prénom"), _("Écrivez votre prénom."))
    last_name = _text(_("Votre nom"), _("Écrivez votre nom."))
    mail = _mail(_("Votre adresse mail professionnelle"), _("L’invitation y arrivera."))

    def clean_siret(self) -> str:
        """Its digits, with a good key."""
        number = read_siret(str(self.cleaned_data["siret"]))
        if not number:
            raise forms.ValidationError(_NO_SIRET)
        return number

    def asked(self) -> NewFirm:
        """What a valid form asks for."""
        values = self.cleaned_data
        return NewFirm(**values | {"kind": FirmKind(values["kind"])})


class ColleagueForm(forms.Form):
    """A colleague who is invited."""

    use_required_attribute = False

    first_name = _text(_("Son prénom"), _("Écrivez le prénom."))
    last_name = _text(_("Son nom"), _("Écrivez le nom."))
    mail = _mail(_("Son adresse mail professionnelle"), _("L’invitation y part."))
