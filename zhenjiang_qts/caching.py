"""A Redis cache that is missed, never missing: while Redis is down reads miss and writes are forgotten.

Throttling must not be forgotten: its keys go to the database meanwhile.
"""

import logging
import time
from collections.abc import Callable
from typing import Any

from django.core.cache import BaseCache, caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = logging.getLogger("zhenjiang_qts.caching")
THROTTLED = ("allauth:rl:", "throttle:")
SECONDS_LEFT_ALONE = 5.0


class ForgivingRedisCache(RedisCache):
    """Django's Redis cache with a breaker: after a failure Redis is left alone for five seconds."""

    _down_until = 0.0

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return bool(self._try(key, lambda cache: cache.add(key, value, timeout, version), missed=True))

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        return self._try(key, lambda cache: cache.get(key, default, version), missed=default)

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._try(key, lambda cache: cache.set(key, value, timeout, version), missed=None)

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return bool(self._try(key, lambda cache: cache.touch(key, timeout, version), missed=False))

    def delete(self, key: Any, version: int | None = None) -> bool:
        return bool(self._try(key, lambda cache: cache.delete(key, version), missed=False))

    def has_key(self, key: Any, version: int | None = None) -> bool:
        return bool(self._try(key, lambda cache: cache.has_key(key, version), missed=False))

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        return int(self._try(key, lambda cache: cache.incr(key, delta, version), missed=delta))

    def get_many(self, keys: Any, version: int | None = None) -> dict[Any, Any]:
        return dict(self._try("", lambda cache: cache.get_many(keys, version), missed={}))

    def set_many(self, data: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> list[Any]:
        return list(self._try("", lambda cache: cache.set_many(data, timeout, version), missed=[]))

    def delete_many(self, keys: Any, version: int | None = None) -> None:
        self._try("", lambda cache: cache.delete_many(keys, version), missed=None)

    def clear(self) -> None:
        """Drop our own keys only: Django's clear() empties the whole Redis database, queue included."""
        self._try("", lambda cache: cache.forget_own(), missed=None)

    def _try(self, key: Any, call: "Callable[[Any], Any]", *, missed: Any) -> Any:
        if time.monotonic() >= self._down_until:
            try:
                return call(_Direct(self))
            except RedisError as error:
                type(self)._down_until = time.monotonic() + SECONDS_LEFT_ALONE
                log.warning("Redis does not answer, cache degraded: %s", error)
        return call(_throttle()) if str(key).startswith(THROTTLED) else missed


class _Direct:
    """The plain Redis methods of a cache, past its breaker."""

    def __init__(self, cache: ForgivingRedisCache) -> None:
        self.cache = cache

    def __getattr__(self, name: str) -> Any:
        return getattr(super(ForgivingRedisCache, self.cache), name)

    def forget_own(self) -> None:
        client = self.cache._cache.get_client(None, write=True)
        for key in client.scan_iter(match=f"{self.cache.key_prefix}:*", count=1000):
            client.delete(key)


def _throttle() -> BaseCache:
    return caches["throttle"]
