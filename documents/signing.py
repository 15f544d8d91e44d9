"""The bureau's Ed25519 signature over the canonical form of a document.

The private key lies in the PEM file settings.SIGNING_KEY. Its public half is entered in the table of keys,
with a ledger line, when it first signs; it stays there, so what a retired key signed can still be checked.
"""

import hashlib
from base64 import b64decode, b64encode
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.conf import settings
from django.db import transaction

from documents.models import Document, SigningKey
from records.actions import record
from records.chain import Json, Subject, canonical

FORMAT = "qts-document-1"
SAMPLE_SIGNATURE = b64encode(bytes(64)).decode()
_entered: set[tuple[str, str]] = set()


def envelope(document: Document) -> bytes:
    """Everything the signature covers, in its one spelling: identity, recipient, dates and content."""
    said: dict[str, Json] = {
        "format": FORMAT,
        "kind": document.kind,
        "number": document.number,
        "title": document.title,
        "subject": [document.subject_kind, document.subject_key],
        "recipient": document.recipient_name,
        "language": document.language,
        "issued_on": document.issued_on.isoformat(),
        "issued_at": document.issued_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "issued_by": document.issued_by_name,
        "verify_code": document.verify_code,
        "content": document.content,
    }
    return canonical(said).encode()


def sign(document: Document, *, at: datetime) -> Document:
    """The document with its hash, signature and key id."""
    message = envelope(document)
    document.key_id = _enter(at)
    document.sha256 = hashlib.sha256(message).hexdigest()
    document.signature = b64encode(_private_key().sign(message)).decode()
    return document


def is_genuine(document: Document) -> bool:
    """Whether hash and signature, computed anew from the row, are those given at issue."""
    message = envelope(document)
    key = public_key(document.key_id)
    return (
        key is not None
        and hashlib.sha256(message).hexdigest() == document.sha256
        and verifies(key, document.signature, message)
    )


def verifies(key: Ed25519PublicKey, signature: str, message: bytes) -> bool:
    """Whether the key made this signature over the message."""
    try:
        key.verify(b64decode(signature, validate=True), message)
    except (InvalidSignature, ValueError):
        return False
    return True


def public_key(key_id: str) -> Ed25519PublicKey | None:
    """The public key of that id: the present one, or a retired one from the table."""
    if key_id == current_key_id():
        return current_public_key()
    kept = SigningKey.objects.filter(pk=key_id).first()
    return Ed25519PublicKey.from_public_bytes(b64decode(kept.public_key)) if kept else None


def current_public_key() -> Ed25519PublicKey:
    """The public half of the key that signs now."""
    return _private_key().public_key()


def current_key_id() -> str:
    """The id of the key that signs now: the first 16 hexadecimal digits of its public half's SHA-256."""
    return hashlib.sha256(_public_bytes()).hexdigest()[:16]


def forget_keys() -> None:
    """Look into the table again at the next signature, and read the key file again."""
    _entered.clear()
    _loaded.cache_clear()


def _enter(at: datetime) -> str:
    key_id, database = current_key_id(), str(transaction.get_connection().settings_dict["NAME"])
    if (database, key_id) in _entered:
        return key_id
    public = b64encode(_public_bytes()).decode()
    if SigningKey.objects.get_or_create(pk=key_id, defaults={"public_key": public, "first_used_at": at})[1]:
        record(Subject("signing_key", key_id), "signing_key.entered", by=None, at=at, public_key=public)
    transaction.on_commit(lambda: _entered.add((database, key_id)))
    return key_id


def _private_key() -> Ed25519PrivateKey:
    return _loaded(Path(settings.SIGNING_KEY))


def _public_bytes() -> bytes:
    return current_public_key().public_bytes_raw()


@lru_cache(maxsize=4)
def _loaded(path: Path) -> Ed25519PrivateKey:
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError("SIGNING_KEY names no Ed25519 key")
    return key
