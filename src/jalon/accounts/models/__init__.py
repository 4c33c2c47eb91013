"""The tables of this room, by aggregate."""

from jalon.accounts.models.account import Account, AccountKind
from jalon.accounts.models.invitation import Invitation
from jalon.accounts.models.limit import Limit
from jalon.accounts.models.outside_identity import OutsideIdentity
from jalon.accounts.models.sent_code import SentCode
from jalon.accounts.models.visit import Visit

__all__ = ["Account", "AccountKind", "Invitation", "Limit", "OutsideIdentity", "SentCode", "Visit"]
