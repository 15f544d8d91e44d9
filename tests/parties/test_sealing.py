"""Personal numbers are sealed, found by digest, and readable after a rotation of keys."""

import pytest
from cryptography.fernet import Fernet
from pytest_django import Settings

from parties import sealing

NUMBER = "11010519491231002X"


def test_a_sealed_number_opens_and_does_not_show() -> None:
    sealed = sealing.seal(NUMBER)

    assert sealing.unseal(sealed) == NUMBER
    assert NUMBER not in sealed
    assert sealing.seal(NUMBER) != sealed


def test_an_altered_seal_is_refused() -> None:
    sealed = sealing.seal(NUMBER)

    with pytest.raises(sealing.SealBrokenError):
        sealing.unseal(sealed[:-2] + ("AA" if sealed[-2:] != "AA" else "BB"))


def test_the_digest_is_keyed_and_steady(settings: Settings) -> None:
    before = sealing.digest(NUMBER)

    assert sealing.digest(NUMBER) == before
    settings.FIELD_ENCRYPTION_KEY = Fernet.generate_key().decode()
    assert sealing.digest(NUMBER) != before


def test_after_a_rotation_old_seals_open_and_digests_stay(settings: Settings) -> None:
    sealed, found = sealing.seal(NUMBER), sealing.digest(NUMBER)
    old = settings.FIELD_ENCRYPTION_KEY

    settings.FIELD_ENCRYPTION_KEY = f"{Fernet.generate_key().decode()},{old}"

    assert sealing.unseal(sealed) == NUMBER
    assert sealing.unseal(sealing.resealed(sealed)) == NUMBER
    assert sealing.digest(NUMBER) == found
