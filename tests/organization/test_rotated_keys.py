"""A new key beside the old one: what was sealed before still opens, what is sealed now takes the new one."""

from cryptography.fernet import Fernet
from django.test import override_settings

from organization.adapters import SecondFactorAdapter

OLD, NEW = (Fernet.generate_key().decode() for _key in range(2))
SECRET = "JBSWY3DPEHPK3PXP"


def test_a_second_factor_of_before_still_opens_the_door() -> None:
    with override_settings(FIELD_ENCRYPTION_KEY=OLD):
        sealed = SecondFactorAdapter().encrypt(SECRET)

    with override_settings(FIELD_ENCRYPTION_KEY=f"{NEW},{OLD}"):
        assert SecondFactorAdapter().decrypt(sealed) == SECRET
        resealed = SecondFactorAdapter().encrypt(SECRET)

    assert Fernet(NEW).decrypt(resealed).decode() == SECRET
