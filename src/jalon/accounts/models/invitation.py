"""An invitation to an account: a code in a letter or a mail, good once."""

from __future__ import annotations

from django.db import models

from jalon.accounts.models.account import AccountKind


class Invitation(models.Model):
    """Whom it is for, by the number that the room above knows them by; a pending one a subject.

    The code is nowhere: `digest` is made of it with our key, and is empty until it is sent.
    `mail` is where it is sent, empty for a letter and for one that ended. `wrong` counts what was
    asked beside the code and answered wrongly. Who says that the account is not theirs ends it, at
    `disputed_at`.
    """

    kind = models.CharField("sorte", max_length=10, choices=AccountKind.choices)
    subject_id = models.BigIntegerField("pour")
    digest = models.CharField("empreinte", max_length=64, blank=True)
    mail = models.EmailField("envoyée à", blank=True)
    made_by_id = models.BigIntegerField("faite par le compte", null=True)
    made_at = models.DateTimeField("faite le")
    expires_at = models.DateTimeField("jusqu'au")
    used_at = models.DateTimeField("servie le", null=True)
    void_at = models.DateTimeField("annulée le", null=True)
    disputed_at = models.DateTimeField("contestée le", null=True)
    wrong = models.PositiveSmallIntegerField("réponses fausses", default=0)

    class Meta:
        verbose_name = "invitation"
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("digest",), condition=~models.Q(digest=""), name="one_invitation_per_code"
            ),
        )
        indexes = (models.Index(fields=("kind", "subject_id"), name="invitations_for"),)

    def __str__(self) -> str:
        return f"invitation {self.pk}"
