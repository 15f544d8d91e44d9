"""While Redis is down pages miss their cache, and signing in is still throttled."""

import os

import pytest
from django.core.cache import caches
from django.test import Client, override_settings
from django.urls import reverse

from tests.makers.organization import PASSWORD, make_person
from zhenjiang_qts.caching import ForgivingRedisCache
from zhenjiang_qts.conf.queues import redis_caches
from zhenjiang_qts.models import ThrottleEntry

NOBODY_THERE = "redis://127.0.0.1:1/0"
DOWN = override_settings(CACHES=redis_caches(NOBODY_THERE))
REDIS_URL = os.environ.get("REDIS_URL", "")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_breaker_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ForgivingRedisCache, "_down_until", 0.0)


@DOWN
def test_every_call_of_a_dead_cache_is_a_miss() -> None:
    cache = caches["default"]

    cache.set("a", 1)
    cache.set_many({"a": 1})
    cache.delete("a")
    cache.delete_many(["a"])
    cache.clear()

    assert cache.get("a", "missed") == "missed"
    assert cache.get_many(["a"]) == {}
    assert cache.add("a", 1) is True
    assert cache.touch("a") is False
    assert "a" not in cache
    assert cache.get_or_set("a", lambda: 7) == 7
    assert cache.incr("a", 2) == 2


@DOWN
@pytest.mark.parametrize("prefix", ["throttle:", "allauth:rl:"])
def test_what_throttles_is_remembered_by_the_database(prefix: str) -> None:
    cache = caches["default"]

    cache.set(f"{prefix}track:127.0.0.1", [1.0])

    assert cache.get(f"{prefix}track:127.0.0.1") == [1.0]
    assert ThrottleEntry.objects.count() == 1


@DOWN
def test_signing_in_works_and_is_throttled_while_redis_is_down(client: Client) -> None:
    make_person("clerk")
    make_person("clerk2")
    url = reverse("account_login")

    tries = [client.post(url, {"login": "clerk", "password": "wrong"}) for _ in range(6)]
    late = client.post(url, {"login": "clerk", "password": PASSWORD})
    other = client.post(url, {"login": "clerk2", "password": PASSWORD})

    assert "密码不对" in tries[0].content.decode()
    assert "失败次数过多" in late.content.decode()
    assert other.status_code == 302


@pytest.mark.skipif(not REDIS_URL, reason="REDIS_URL is not set")
def test_clearing_drops_our_own_keys_only() -> None:
    with override_settings(CACHES=redis_caches(REDIS_URL, prefix="qts-one")):
        caches["default"].set("kept", 1)
    with override_settings(CACHES=redis_caches(REDIS_URL, prefix="qts-two")):
        caches["default"].set("dropped", 1)
        caches["default"].clear()
        dropped = caches["default"].get("dropped")
    with override_settings(CACHES=redis_caches(REDIS_URL, prefix="qts-one")):
        kept = caches["default"].get("kept")
        caches["default"].clear()

    assert (dropped, kept) == (None, 1)
