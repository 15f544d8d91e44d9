"""Tokens of sheets: each bound to its clerk, so that another's is like none at all, and nothing is kept."""

from __future__ import annotations

import secrets

from django.utils.crypto import constant_time_compare, salted_hmac

from organization.models import Person

SALT = "licensing.intake"
HALF = 16  # hexadecimal digits: 64 bits drawn, 64 bits that prove whose they are


def new_token(clerk: Person) -> str:
    """The token of a new sheet of this clerk."""
    drawn = secrets.token_hex(HALF // 2)
    return drawn + _proof(drawn, clerk)


def is_token_of(token: str, clerk: Person) -> bool:
    """Whether the token was made for this clerk."""
    return constant_time_compare(token[HALF:], _proof(token[:HALF], clerk))


def _proof(drawn: str, clerk: Person) -> str:
    return salted_hmac(SALT, f"{clerk.pk}:{drawn}", algorithm="sha256").hexdigest()[:HALF]
