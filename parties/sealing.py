"""Personal numbers: sealed at rest, found again by a keyed digest, shown only masked.

FIELD_ENCRYPTION_KEY holds Fernet keys, comma-separated, newest first: the first seals, all open, the last
(the oldest, which never changes in a rotation) keys the digests.
"""

import base64
import hashlib
import hmac
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class SealBrokenError(ValueError):
    """A sealed value was altered, or sealed with a key that is no longer configured."""


def seal(text: str) -> str:
    """The text encrypted with the newest key."""
    return _fernet(_keys()).encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    """The text behind a sealed value; raises SealBrokenError."""
    try:
        return _fernet(_keys()).decrypt(sealed.encode()).decode()
    except InvalidToken as broken:
        raise SealBrokenError from broken


def resealed(sealed: str) -> str:
    """The same text sealed with the newest key (for a rotation)."""
    return seal(unseal(sealed))


def digest(text: str) -> str:
    """A keyed digest by which an equal text is found again; 64 hexadecimal digits."""
    return hmac.new(_digest_key(_keys()[-1]), text.encode(), hashlib.sha256).hexdigest()


def _keys() -> tuple[str, ...]:
    return tuple(key.strip() for key in settings.FIELD_ENCRYPTION_KEY.split(",") if key.strip())


@lru_cache(maxsize=8)
def _fernet(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


@lru_cache(maxsize=8)
def _digest_key(key: str) -> bytes:
    secret = base64.urlsafe_b64decode(key)
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=b"parties.digest").derive(secret)
