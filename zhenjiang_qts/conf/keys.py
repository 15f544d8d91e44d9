"""The secrets of an installation: made for a first run, demanded from the environment in production.

`python -m zhenjiang_qts.conf.keys FOLDER` prints a fresh set for production; its signing key stays in FOLDER.
"""

import base64
import os
import secrets
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.exceptions import ImproperlyConfigured

SHORTEST_SECRET = 50
KEY_BYTES = 32
TELL_TALES = ("change", "default", "secret-key", "insecure", "example", "first-run", "password")
PRODUCTION_NAMES = ("SECRET_KEY", "FIELD_ENCRYPTION_KEY", "QUERY_CODE_KEY", "SIGNING_KEY")


@dataclass(frozen=True)
class Keys:
    """Django's key, the symmetric keys and the PEM file of the Ed25519 key.

    Symmetric keys are the urlsafe base64 of 32 bytes; several by comma, newest first.
    """

    secret_key: str
    field_encryption: str
    query_code: str
    signing: Path


def first_run_keys(folder: Path) -> Keys:
    """The keys kept in the folder, made there (mode 0600) at the first start."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return Keys(
        secret_key=_kept(folder / "secret_key", _new_secret),
        field_encryption=_kept(folder / "field_encryption_key", _new_symmetric_key),
        query_code=_kept(folder / "query_code_key", _new_symmetric_key),
        signing=_kept_file(folder / "signing_key.pem", _new_signing_key),
    )


def production_keys(environ: Mapping[str, str]) -> Keys:
    """The keys of the environment. Refuses to go on with a missing, short or sample one."""
    faults = [fault for name in PRODUCTION_NAMES if (fault := _fault(name, environ.get(name, "")))]
    if faults:
        raise ImproperlyConfigured(
            "Production needs its own secrets: " + "; ".join(faults) + ". For a first run set DEMO=1."
        )
    return Keys(
        secret_key=environ["SECRET_KEY"],
        field_encryption=environ["FIELD_ENCRYPTION_KEY"],
        query_code=environ["QUERY_CODE_KEY"],
        signing=Path(environ["SIGNING_KEY"]),
    )


def _fault(name: str, value: str) -> str:
    if not value:
        return f"{name} is missing"
    if name == "SIGNING_KEY":
        return "" if _holds_signing_key(Path(value)) else "SIGNING_KEY names no Ed25519 PEM file"
    if name == "SECRET_KEY":
        return "SECRET_KEY is short or a sample" if _is_weak(value) else ""
    parts = value.split(",")
    return (
        "" if all(map(_is_symmetric_key, parts)) else f"{name} is not the urlsafe base64 of 32 random bytes"
    )


def _is_weak(value: str) -> bool:
    return len(value) < SHORTEST_SECRET or len(set(value)) < 8 or any(t in value.lower() for t in TELL_TALES)


def _is_symmetric_key(value: str) -> bool:
    try:
        key = base64.urlsafe_b64decode(value)
    except ValueError:
        return False
    return len(key) == KEY_BYTES and len(set(key)) > 4


def _holds_signing_key(path: Path) -> bool:
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError):
        return False
    return isinstance(key, Ed25519PrivateKey)


def _new_secret() -> str:
    return secrets.token_urlsafe(64)


def _new_symmetric_key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def _new_signing_key() -> str:
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return pem.decode()


def _kept(path: Path, make: Callable[[], str]) -> str:
    return _kept_file(path, make).read_text().strip()


def _kept_file(path: Path, make: Callable[[], str]) -> Path:
    """The file, written whole before it has its name: two processes starting at once read one key."""
    if path.exists():
        return path
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write(make())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path


def main(folder: str) -> None:
    """Print a fresh set of production secrets as environment lines."""
    signing = _kept_file(Path(folder).resolve() / "signing_key.pem", _new_signing_key)
    lines = [
        f"SECRET_KEY={_new_secret()}",
        f"FIELD_ENCRYPTION_KEY={_new_symmetric_key()}",
        f"QUERY_CODE_KEY={_new_symmetric_key()}",
        f"SIGNING_KEY={signing}",
    ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else ".")
