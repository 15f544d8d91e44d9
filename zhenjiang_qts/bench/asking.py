"""Asking for a page as a browser does, through the whole stack, and noting what it costs."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, cast

from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from organization.models import Person

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True)
class Asked:
    """One page, cold: its statements, their milliseconds and the server's (median and best).

    The times of the processor, the server's and the database's, hardly depend on who else uses the machine;
    the second is nothing where the database runs elsewhere or in the server, as SQLite does.
    """

    page: str
    who: str
    statements: int
    sql_ms: float
    server_ms: float
    best_sql_ms: float
    best_server_ms: float
    cpu_ms: float
    database_cpu_ms: float


@dataclass
class _Spent:
    statements: int = 0
    seconds: float = 0.0

    def note(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        before = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.statements += 1
            self.seconds += time.perf_counter() - before


def client_of(username: str) -> Client:
    """A browser in which this person has signed in, second factor included; of nobody without a name."""
    client = Client(SERVER_NAME="localhost")
    if username:
        client.force_login(Person.objects.get(username=username), backend=BACKEND)
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time()}]
        session.save()
    return client


def asked(page: str, url: str, who: str, client: Client, *, repeats: int) -> Asked:
    """What a page costs; the first answer is not counted, for it compiles the templates."""
    first = get(client, url)
    if first.status_code != 200:
        raise LookupError(f"{url}: {first.status_code}")
    costs = [_cost(client, url) for _repeat in range(repeats)]
    numbers, sql, server, cpu, database = zip(*costs, strict=True)
    return Asked(
        page,
        who,
        max(numbers),
        round(median(sql), 2),
        round(median(server), 1),
        round(min(sql), 2),
        round(min(server), 1),
        round(median(cpu), 1),
        round(median(database), 2),
    )


def _cost(client: Client, url: str) -> tuple[int, float, float, float, float]:
    cache.clear()
    spent = _Spent()
    database, cpu, before = _database_seconds(), time.process_time(), time.perf_counter()
    with connection.execute_wrapper(spent.note):
        get(client, url)
    seconds, cpu = time.perf_counter() - before, time.process_time() - cpu
    database = _database_seconds() - database
    return spent.statements, spent.seconds * 1000, seconds * 1000, cpu * 1000, database * 1000


def _database_seconds() -> float:
    """What the database's process of this connection has used of the processor, where Linux shows it."""
    raw: Any = connection.connection
    if connection.vendor != "postgresql" or raw is None:
        return 0.0
    process = Path("/proc") / str(raw.get_backend_pid())
    try:
        is_database = process.joinpath("cmdline").read_bytes().startswith(b"postgres")
        return int(process.joinpath("schedstat").read_text().split()[0]) / 1e9 if is_database else 0.0
    except OSError:
        return 0.0


def get(client: Client, url: str) -> HttpResponse:
    """The answer, with its body read."""
    answer: Any = client.get(url, headers={"accept-language": "zh-cn"})
    answer.getvalue()
    return cast(HttpResponse, answer)
