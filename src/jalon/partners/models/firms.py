"""Companies and associations that have an account, and who enters for them."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from jalon.partners.models.agents import Agent


class FirmKind(models.TextChoices):
    """Who may ask for an account with a SIRET."""

    COMPANY = "company", "Entreprise"
    ASSOCIATION = "association", "Association"


class FirmState(models.TextChoices):
    """Where its request is."""

    WAITING = "waiting", "En attente"
    APPROVED = "approved", "Acceptée"
    DECLINED = "declined", "Refusée"


class Firm(models.Model):
    """A company or an association, by the SIRET of one establishment; nobody enters before an
    agent approved it. `named_by_directory` says that the name is not what was typed.

    `offer_reference` is of an offer of theirs that came without a SIRET: an agent found out, and
    wrote it here.
    """

    siret = models.CharField("SIRET", max_length=14)
    kind = models.CharField("sorte", max_length=12, choices=FirmKind.choices)
    name = models.CharField("nom", max_length=200)
    named_by_directory = models.BooleanField("nom du répertoire", default=False)
    state = models.CharField(
        "état", max_length=10, choices=FirmState.choices, default=FirmState.WAITING
    )
    asked_at = models.DateTimeField("demandée le")
    answered_by = models.ForeignKey(Agent, on_delete=models.PROTECT, null=True)
    answered_at = models.DateTimeField("répondue le", null=True)
    offer_reference = models.CharField("référence d'une offre", max_length=50, blank=True)
    is_fictional = models.BooleanField("fictif", default=False)

    class Meta:
        verbose_name = "entreprise ou association"
        ordering = ("name", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("siret",),
                condition=~models.Q(state="declined"),
                name="one_firm_per_siret",
            ),
        )

    def __str__(self) -> str:
        return f"structure {self.pk}"

    @property
    def is_approved(self) -> bool:
        """Whether somebody may enter for it."""
        return self.state == FirmState.APPROVED


class FirmMember(models.Model):
    """Somebody who enters for a firm; without a user until it was approved. The first one asked
    for the account, and invites the others.
    """

    firm = models.ForeignKey(Firm, on_delete=models.CASCADE, related_name="members")
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)
    first_name = models.CharField("prénom", max_length=100)
    last_name = models.CharField("nom", max_length=100)
    mail = models.EmailField("adresse mail professionnelle")
    is_first = models.BooleanField("a fait la demande", default=False)
    added_at = models.DateTimeField("depuis")
    demo_slug = models.SlugField("compte de démonstration", null=True, blank=True, unique=True)
    story = models.TextField("histoire du compte de démonstration", blank=True)

    class Meta:
        verbose_name = "membre"
        ordering = ("-is_first", "last_name", "first_name", "pk")
        constraints = (
            models.UniqueConstraint(fields=("firm", "mail"), name="one_member_per_mail"),
        )

    def __str__(self) -> str:
        return f"membre {self.pk}"

    @property
    def full_name(self) -> str:
        """`Marc Petit`."""
        return f"{self.first_name} {self.last_name}"
