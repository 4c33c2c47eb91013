"""How somebody enters: the door, the number, and where codes are sent."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from jalon.accounts.secrets import space


class AccountKind(models.TextChoices):
    """Whose door it is. Nobody has two: who manages accounts is no agent."""

    PERSON = "person", "Personne"
    AGENT = "agent", "Agent"
    MANAGER = "manager", "Gestionnaire de comptes"
    FIRM = "firm", "Entreprise ou association"

    @property
    def needs_second_factor(self) -> bool:
        """Who may read or change what is of others shows two things; a person chooses."""
        return self != AccountKind.PERSON


class Account(models.Model):
    """The account of a user; the demo's users have none, and enter by the demo's door alone.

    A mail is of one account among professionals. Of persons neither mail nor phone is: couples
    share both. `number` is what everybody can be found by, and says nothing of them. `former_mail`
    is where the holder is told that the address is another one, and is empty once they are.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    kind = models.CharField("sorte", max_length=10, choices=AccountKind.choices)
    number = models.CharField("numéro Jalon", max_length=9, unique=True)
    mail = models.EmailField("adresse mail", blank=True)
    former_mail = models.EmailField("adresse mail d'avant", blank=True)
    phone = models.CharField("téléphone", max_length=20, blank=True)
    codes_by_mail = models.BooleanField("codes par mail", default=False)
    codes_by_phone = models.BooleanField("codes par SMS", default=False)

    class Meta:
        verbose_name = "compte"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("mail",),
                condition=~Q(kind="person") & ~Q(mail=""),
                name="one_professional_account_per_mail",
            ),
        )
        indexes = (models.Index(fields=("mail",), name="accounts_by_mail"),)

    def __str__(self) -> str:
        return f"compte {self.pk}"

    @property
    def spaced_number(self) -> str:
        """`482 019 375`, as a letter has it."""
        return space(self.number, 3)
