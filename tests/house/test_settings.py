"""The two columns of settings: a first run needs nothing, production takes no default."""

import os
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from tests.house.installation import ask, first_run_environment, manage, production_environment
from zhenjiang_qts.conf import keys
from zhenjiang_qts.conf.databases import database

SECRETS = ["SECRET_KEY", "FIELD_ENCRYPTION_KEY", "QUERY_CODE_KEY", "SIGNING_KEY"]
WEAK = {
    "short": ("SECRET_KEY", "abcdefghij"),
    "sample": ("SECRET_KEY", "change-me-change-me-change-me-change-me-change-me-1"),
    "one letter": ("SECRET_KEY", "a" * 64),
    "no key": ("FIELD_ENCRYPTION_KEY", "not base64 of anything"),
    "one bad key of two": ("FIELD_ENCRYPTION_KEY", "{good},AAAA"),
    "empty key": ("QUERY_CODE_KEY", "A" * 43 + "="),
    "no file": ("SIGNING_KEY", "/nowhere/at/all.pem"),
    "no key in the file": ("SIGNING_KEY", __file__),
}
INCOMPLETE = {
    "no secret": ("SECRET_KEY", "SECRET_KEY"),
    "no database server": ("DATABASE_URL", "PostgreSQL|DATABASE_URL"),
    "no hosts": ("ALLOWED_HOSTS", "ALLOWED_HOSTS"),
    "no Redis": ("REDIS_URL", "REDIS_URL"),
}
NOT_ANY_HOST = "qts.example.gov.cn,*"


@pytest.mark.parametrize("name", SECRETS)
def test_production_demands_every_secret_by_name(tmp_path: Path, name: str) -> None:
    environment = production_environment(tmp_path) | {name: ""}

    with pytest.raises(ImproperlyConfigured, match=f"{name} is missing"):
        keys.production_keys(environment)


@pytest.mark.parametrize(("name", "value"), WEAK.values(), ids=WEAK.keys())
def test_production_takes_no_weak_secret(tmp_path: Path, name: str, value: str) -> None:
    environment = production_environment(tmp_path)

    with pytest.raises(ImproperlyConfigured, match=name):
        keys.production_keys(environment | {name: value.format(good=environment["QUERY_CODE_KEY"])})


def test_production_takes_a_new_key_beside_the_old_one(tmp_path: Path) -> None:
    environment = production_environment(tmp_path)
    both = f"{environment['QUERY_CODE_KEY']},{environment['FIELD_ENCRYPTION_KEY']}"

    assert keys.production_keys(environment | {"FIELD_ENCRYPTION_KEY": both}).field_encryption == both


@pytest.mark.parametrize(("name", "said"), INCOMPLETE.values(), ids=INCOMPLETE.keys())
def test_nothing_starts_in_production_without(tmp_path: Path, name: str, said: str) -> None:
    done = manage(production_environment(tmp_path) | {name: ""}, "check")

    assert done.returncode != 0
    assert re.search(said, done.stderr)


def test_production_answers_to_named_hosts_only(tmp_path: Path) -> None:
    done = manage(production_environment(tmp_path) | {"ALLOWED_HOSTS": NOT_ANY_HOST}, "check")

    assert done.returncode != 0
    assert "ALLOWED_HOSTS names the hosts" in done.stderr


def test_production_speaks_tls_only_and_trusts_one_proxy(tmp_path: Path) -> None:
    names = [
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_SECURE",
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
        "DEBUG",
        "DEMO",
    ]

    got = ask(production_environment(tmp_path), ", ".join(f"s.{name}" for name in names))

    assert got == "True True True 31536000 False False"


def test_production_passes_djangos_own_deployment_checks(tmp_path: Path) -> None:
    done = manage(production_environment(tmp_path), "check", "--deploy", "--fail-level", "WARNING")

    # W021 asks for the preload list, which binds the whole domain of the city for years.
    faults = [line for line in done.stderr.splitlines() if line.startswith("?:") and "W021" not in line]
    assert faults == []


def test_a_first_run_needs_no_environment_and_keeps_its_secrets_to_itself(tmp_path: Path) -> None:
    environment = first_run_environment(tmp_path)

    hosts = ask(environment, "s.ALLOWED_HOSTS")

    assert hosts == "['127.0.0.1', 'localhost', '[::1]']"
    made = sorted((tmp_path / "var" / "keys").iterdir())
    assert [(path.name, path.stat().st_mode & 0o777) for path in made] == [
        (name, 0o600) for name in ("field_encryption_key", "query_code_key", "secret_key", "signing_key.pem")
    ]


def test_a_first_run_has_the_same_keys_when_started_again(tmp_path: Path) -> None:
    assert keys.first_run_keys(tmp_path) == keys.first_run_keys(tmp_path)


def test_two_processes_starting_at_once_agree_on_the_keys(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as pool:
        found = set(pool.map(lambda _: keys.first_run_keys(tmp_path / "keys"), range(16)))

    assert len(found) == 1
    assert len(os.listdir(tmp_path / "keys")) == 4


def test_any_sqlite_address_gets_the_options_of_several_writers(tmp_path: Path) -> None:
    entry = database(f"sqlite:///{tmp_path / 'other.sqlite3'}")

    assert entry["NAME"] == str(tmp_path / "other.sqlite3")
    assert entry["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert entry["OPTIONS"]["timeout"] == 20


def test_a_first_run_takes_another_database_by_its_address(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'named.sqlite3'}"

    name = ask(first_run_environment(tmp_path, DATABASE_URL=url), "s.DATABASES['default']['NAME']")

    assert name == str(tmp_path / "named.sqlite3")
