"""Codes that are said, typed and sent, and what is kept in their place."""

from __future__ import annotations

import secrets

from django.utils.crypto import salted_hmac

ALPHABET = "23456789BCDFGHJKLMNPQRSTVWXZ"
"""No vowel, so that no word is spelled; no 0, 1, I or O, which are read for one another."""
LETTER_LENGTH = 12
"""28 signs twelve times: 57 bits."""
DIGITS_LENGTH = 8
NUMBER_LENGTH = 9


def make_letter_code() -> str:
    """A code of a letter or an invitation, as it is stored: `7K3F92QXB4MN`."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LETTER_LENGTH))


def space_letter_code(code: str) -> str:
    """The same as it is read: `7K3F-92QX-B4MN`."""
    return space(code, 4, "-")


def space(code: str, size: int, between: str = " ") -> str:
    """A code in groups of `size` signs, which eyes and voices keep better."""
    return between.join(code[start : start + size] for start in range(0, len(code), size))


def make_digits(length: int = DIGITS_LENGTH) -> str:
    """A code of digits, which every telephone's keyboard has."""
    return "".join(secrets.choice("0123456789") for _ in range(length))


def read_code(typed: str) -> str:
    """What somebody typed, without the spaces and dashes that help reading."""
    return "".join(sign for sign in typed.upper() if sign.isascii() and sign.isalnum())


def digest(purpose: str, secret: str) -> str:
    """What is kept of a secret: nobody finds it again without our key."""
    return salted_hmac(f"jalon.accounts.{purpose}", secret, algorithm="sha256").hexdigest()
