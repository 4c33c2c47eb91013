"""Who manages accounts, and the accounts that they ask for: no one makes one alone."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from jalon.partners.models.agents import Organisation


class AccountManager(models.Model):
    """Somebody who asks for accounts and confirms those of others. They are no agent: they read
    no file.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    first_name = models.CharField("prénom", max_length=100)
    last_name = models.CharField("nom", max_length=100)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="managers", verbose_name="organisation"
    )
    demo_slug = models.SlugField("compte de démonstration", null=True, blank=True, unique=True)
    story = models.TextField("histoire du compte de démonstration", blank=True)
    is_fictional = models.BooleanField("fictif", default=False)

    class Meta:
        verbose_name = "gestionnaire de comptes"
        ordering = ("last_name", "first_name", "pk")

    def __str__(self) -> str:
        return f"gestionnaire {self.pk}"

    @property
    def full_name(self) -> str:
        """`Hélène Roux`."""
        return f"{self.first_name} {self.last_name}"

    @property
    def label(self) -> str:
        """Name, function and organisation: at most 400 signs."""
        return f"{self.full_name}, gestionnaire de comptes, {self.organisation.name}"[:400]


class AskedFor(models.TextChoices):
    """What a request is for."""

    AGENT = "agent", "Un compte d’agent"
    MANAGER = "manager", "Un compte de gestionnaire"
    RENEWAL = "renewal", "Un nouvel accès"


class RequestState(models.TextChoices):
    """Where a request is."""

    WAITING = "waiting", "À confirmer"
    CONFIRMED = "confirmed", "Confirmée"
    DECLINED = "declined", "Refusée"


class AccountRequest(models.Model):
    """An account that one manager asked for and another answers. `user` is whose it is, once there.

    That the two are not one is held by the database too.
    """

    asked_for = models.CharField("pour", max_length=10, choices=AskedFor.choices)
    first_name = models.CharField("prénom", max_length=100)
    last_name = models.CharField("nom", max_length=100)
    title = models.CharField("fonction", max_length=100, blank=True)
    mail = models.EmailField("adresse mail professionnelle")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    state = models.CharField(
        "état", max_length=10, choices=RequestState.choices, default=RequestState.WAITING
    )
    asked_by = models.ForeignKey(AccountManager, on_delete=models.PROTECT, related_name="asked")
    asked_at = models.DateTimeField("demandée le")
    answered_by = models.ForeignKey(
        AccountManager, on_delete=models.PROTECT, related_name="answered", null=True
    )
    answered_at = models.DateTimeField("répondue le", null=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)

    class Meta:
        verbose_name = "demande de compte"
        ordering = ("-asked_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="confirmed") | ~Q(answered_by=F("asked_by")),
                name="confirmed_by_another",
            ),
            models.UniqueConstraint(
                fields=("mail",), condition=Q(state="waiting"), name="one_waiting_request_per_mail"
            ),
        )

    def __str__(self) -> str:
        return f"demande {self.pk}"
