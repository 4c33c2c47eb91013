"""The form by which an account is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jalon.partners.actions.ask_account import NewAccount
from jalon.partners.models import AskedFor, Organisation


def _text(label: Any, sentence: Any, help_text: Any = "", **options: Any) -> forms.CharField:  # noqa: ANN401
    messages = {"required": sentence, "max_length": sentence}
    return forms.CharField(
        label=label, help_text=help_text, max_length=100, error_messages=messages, **options
    )


_NO_MAIL = _("Écrivez une adresse mail professionnelle, par exemple prenom.nom@exemple.fr.")
_NO_CHOICE = _("Choisissez dans la liste.")


class AskForm(forms.Form):
    """Who the account is for. Another manager confirms it."""

    use_required_attribute = False

    asked_for = forms.ChoiceField(
        label=_("Pour"),
        choices=[(each.value, each.label) for each in (AskedFor.AGENT, AskedFor.MANAGER)],
        help_text=_("Un gestionnaire de comptes n’ouvre aucun dossier."),
        error_messages={"required": _NO_CHOICE, "invalid_choice": _NO_CHOICE},
    )
    first_name = _text(_("Prénom"), _("Écrivez le prénom."))
    last_name = _text(_("Nom"), _("Écrivez le nom."))
    title = _text(
        _("Fonction"),
        _("Écrivez la fonction de l’agent."),
        _("Pour un agent : les personnes qu’il suit la lisent."),
        required=False,
    )
    mail = forms.EmailField(
        label=_("Adresse mail professionnelle"),
        help_text=_("L’invitation y part. Une adresse à soi, pas celle d’un service."),
        error_messages={"required": _NO_MAIL, "invalid": _NO_MAIL, "max_length": _NO_MAIL},
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.all(),
        label=_("Organisation"),
        error_messages={"required": _NO_CHOICE, "invalid_choice": _NO_CHOICE},
    )

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)

    def clean(self) -> dict[str, Any]:
        """An agent has a function: the people whom they follow read it."""
        values = self.cleaned_data
        if values.get("asked_for") == AskedFor.AGENT and not values.get("title"):
            self.add_error("title", _("Écrivez la fonction de l’agent."))
        return values

    def asked(self) -> NewAccount:
        """What a valid form asks for."""
        values = self.cleaned_data
        return NewAccount(**values | {"asked_for": AskedFor(values["asked_for"])})
